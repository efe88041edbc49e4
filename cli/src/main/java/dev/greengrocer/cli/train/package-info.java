/** Makes models: {@code train}, {@code tune} and {@code fit-head}. */
@NullMarked
package dev.greengrocer.cli.train;

import org.jspecify.annotations.NullMarked;

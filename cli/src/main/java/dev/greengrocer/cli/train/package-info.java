/** Makes models: {@code train}, {@code distill}, {@code tune} and {@code fit-head}. */
@NullMarked
package dev.greengrocer.cli.train;

import org.jspecify.annotations.NullMarked;

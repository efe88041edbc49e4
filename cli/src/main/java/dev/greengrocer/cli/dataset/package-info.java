/** Makes data sets: {@code prepare} and {@code harshen}. */
@NullMarked
package dev.greengrocer.cli.dataset;

import org.jspecify.annotations.NullMarked;

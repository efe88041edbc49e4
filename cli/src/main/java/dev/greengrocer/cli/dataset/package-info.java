/** Makes data sets: {@code prepare}, {@code check-labels} and {@code harshen}. */
@NullMarked
package dev.greengrocer.cli.dataset;

import org.jspecify.annotations.NullMarked;

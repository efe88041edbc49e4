/** Judges models and fits their decisions: {@code evaluate} and {@code calibrate}. */
@NullMarked
package dev.greengrocer.cli.evaluate;

import org.jspecify.annotations.NullMarked;

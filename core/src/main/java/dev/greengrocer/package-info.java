/**
 * The vocabulary that every package shares: labels, predictions and the ways to fail.
 *
 * <p>Types here are immutable values and know nothing of pixels or files of a particular format.
 * {@code NativeLibraries} alone knows that there are libraries of the system, to say what to do
 * when one cannot be loaded.
 */
@NullMarked
package dev.greengrocer;

import org.jspecify.annotations.NullMarked;

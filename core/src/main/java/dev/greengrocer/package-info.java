/**
 * The vocabulary that every package shares: labels, predictions and the ways to fail.
 *
 * <p>Types here are immutable values and know nothing of pixels, files of a particular format or
 * native libraries.
 */
@NullMarked
package dev.greengrocer;

import org.jspecify.annotations.NullMarked;

/**
 * Bytes to pixels to tensor: decoding, resizing and the preprocessing that a network expects.
 *
 * <p>The only package that uses OpenCV. Others see images as {@link
 * dev.greengrocer.image.RgbImage}; no native object leaves it.
 */
@NullMarked
package dev.greengrocer.image;

import org.jspecify.annotations.NullMarked;

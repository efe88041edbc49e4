/**
 * Makes models of models: {@code soup}, {@code ensemble}, {@code member}, {@code fit-head} and
 * {@code quantize}.
 */
@NullMarked
package dev.greengrocer.cli.export;

import org.jspecify.annotations.NullMarked;

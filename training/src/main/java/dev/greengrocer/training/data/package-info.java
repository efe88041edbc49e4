/**
 * Samples to batches: decoding, augmentation, sampling, on their own threads with bounded memory.
 */
@NullMarked
package dev.greengrocer.training.data;

import org.jspecify.annotations.NullMarked;

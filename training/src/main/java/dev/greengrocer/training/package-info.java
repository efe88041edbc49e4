/** Data set manifest in, model bundle out: all steps of a training, joined from its parts. */
@NullMarked
package dev.greengrocer.training;

import org.jspecify.annotations.NullMarked;

/**
 * The search for good training options: many short trainings, of which the best are given more
 * epochs. It is built on the single training, which knows nothing of it.
 */
@NullMarked
package dev.greengrocer.training.tune;

import org.jspecify.annotations.NullMarked;

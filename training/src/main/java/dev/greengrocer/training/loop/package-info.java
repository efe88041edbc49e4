/** The training loop in plain Java: epochs, schedules, checkpoints, early stopping, listeners. */
@NullMarked
package dev.greengrocer.training.loop;

import org.jspecify.annotations.NullMarked;

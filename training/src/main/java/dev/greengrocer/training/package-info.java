/** Data set manifest in, model bundle out: the whole journey of training, joined from its parts. */
@NullMarked
package dev.greengrocer.training;

import org.jspecify.annotations.NullMarked;

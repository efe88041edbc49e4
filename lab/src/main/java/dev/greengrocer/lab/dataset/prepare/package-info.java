/**
 * Checked photos to a data set: what is kept, how it is split, and the report about it.
 *
 * <p>{@link dev.greengrocer.lab.dataset.prepare.DatasetPreparer} is where to begin.
 */
@NullMarked
package dev.greengrocer.lab.dataset.prepare;

import org.jspecify.annotations.NullMarked;

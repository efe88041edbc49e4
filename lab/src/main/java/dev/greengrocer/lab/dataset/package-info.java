/**
 * The data set manifest: which photos there are, what they show, which split each belongs to.
 *
 * <p>{@link dev.greengrocer.lab.dataset.DatasetManifests} reads and writes it, {@link
 * dev.greengrocer.lab.dataset.LabelFile} the names of its labels. How photos become one is
 * described by {@code source}, {@code duplicates} and {@code prepare}.
 */
@NullMarked
package dev.greengrocer.lab.dataset;

import org.jspecify.annotations.NullMarked;

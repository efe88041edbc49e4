/** Folders of photos to a checked, deduplicated, split and hashed list: the data set manifest. */
@NullMarked
package dev.greengrocer.lab.dataset;

import org.jspecify.annotations.NullMarked;

/** Folders and archives to photos that were found, opened and checked, one by one. */
@NullMarked
package dev.greengrocer.lab.dataset.source;

import org.jspecify.annotations.NullMarked;

/** Finds photos that seem to be labelled wrongly; changes nothing. */
@NullMarked
package dev.greengrocer.lab.labels;

import org.jspecify.annotations.NullMarked;

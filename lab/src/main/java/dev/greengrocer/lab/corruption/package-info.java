/** Photos made worse on purpose, to measure how a model holds up outside its collections. */
@NullMarked
package dev.greengrocer.lab.corruption;

import org.jspecify.annotations.NullMarked;

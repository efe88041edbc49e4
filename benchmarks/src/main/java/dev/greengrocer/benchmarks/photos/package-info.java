/** Photos that the benchmarks make for themselves, so that anyone can run them. */
@NullMarked
package dev.greengrocer.benchmarks.photos;

import org.jspecify.annotations.NullMarked;

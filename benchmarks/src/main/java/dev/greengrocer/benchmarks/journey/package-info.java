/** What is measured: each journey sets up its sides, races them and hands in the results. */
@NullMarked
package dev.greengrocer.benchmarks.journey;

import org.jspecify.annotations.NullMarked;

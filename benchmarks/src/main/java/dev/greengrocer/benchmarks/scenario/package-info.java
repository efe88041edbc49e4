/** What is measured: each scenario sets up its sides, races them and hands in the results. */
@NullMarked
package dev.greengrocer.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;

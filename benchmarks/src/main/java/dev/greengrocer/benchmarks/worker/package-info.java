/**
 * Where one side of a comparison performs: a process of its own that does a round of work whenever
 * it is asked to. It needs nothing but the JDK, so that a peer brings its own libraries alone.
 */
@NullMarked
package dev.greengrocer.benchmarks.worker;

import org.jspecify.annotations.NullMarked;

/**
 * The parts of the work, one by one, on JMH. Each checks before and after its measurement that the
 * work gives the right answer, so that no number is of wrong work.
 */
@NullMarked
package dev.greengrocer.benchmarks.parts;

import org.jspecify.annotations.NullMarked;

/**
 * Compares sides in one run: they take turns round by round, so that whatever else the machine does
 * meets all alike, and every answer is judged before its time counts.
 */
@NullMarked
package dev.greengrocer.benchmarks.comparison;

import org.jspecify.annotations.NullMarked;

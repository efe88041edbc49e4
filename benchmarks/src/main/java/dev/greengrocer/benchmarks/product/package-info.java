/**
 * Greengrocer's side of the comparisons, each work in a process as the product itself would do it.
 */
@NullMarked
package dev.greengrocer.benchmarks.product;

import org.jspecify.annotations.NullMarked;

/**
 * Order at the end of things: native memory is released after its last use, and threads end before
 * what they use.
 */
@NullMarked
package dev.greengrocer.concurrent;

import org.jspecify.annotations.NullMarked;

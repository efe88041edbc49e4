/** What people would use instead: TensorFlow-Java. */
@NullMarked
package dev.greengrocer.peers;

import org.jspecify.annotations.NullMarked;

/** What people would use instead: Eclipse Deeplearning4j. */
@NullMarked
package dev.greengrocer.peers;

import org.jspecify.annotations.NullMarked;

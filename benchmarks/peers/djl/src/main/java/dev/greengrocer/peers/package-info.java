/** What people would use instead: DJL. */
@NullMarked
package dev.greengrocer.peers;

import org.jspecify.annotations.NullMarked;

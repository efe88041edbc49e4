/** What people would use instead: the usual sample on ImageIO, Graphics2D and ONNX Runtime. */
@NullMarked
package dev.greengrocer.peers;

import org.jspecify.annotations.NullMarked;

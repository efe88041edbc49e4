/** Images to predictions. The only room that speaks ONNX Runtime. */
@NullMarked
package dev.greengrocer.inference;

import org.jspecify.annotations.NullMarked;

/** Images to predictions. The only package that uses ONNX Runtime. */
@NullMarked
package dev.greengrocer.inference;

import org.jspecify.annotations.NullMarked;

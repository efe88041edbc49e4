/** Network and weights to an ONNX file and back. The only package that writes the ONNX format. */
@NullMarked
package dev.greengrocer.training.export;

import org.jspecify.annotations.NullMarked;

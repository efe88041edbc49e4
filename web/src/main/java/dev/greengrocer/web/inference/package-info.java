/** The Open Inference Protocol: {@code /v2}. */
@NullMarked
package dev.greengrocer.web.inference;

import org.jspecify.annotations.NullMarked;

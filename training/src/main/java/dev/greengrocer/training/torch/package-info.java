/** Networks that learn. The only room that speaks libtorch; no native object leaves it. */
@NullMarked
package dev.greengrocer.training.torch;

import org.jspecify.annotations.NullMarked;

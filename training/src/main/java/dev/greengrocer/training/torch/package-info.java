/** Networks that learn. The only package that uses libtorch; no native object leaves it. */
@NullMarked
package dev.greengrocer.training.torch;

import org.jspecify.annotations.NullMarked;

package dev.greengrocer.training.loop;

/** The number format in which a network computes; weights are always kept in 32 bits. */
public enum Precision {
  /** {@link #BF16} where the processor multiplies it in hardware, else {@link #FP32}. */
  AUTO,
  /** 32-bit floats throughout: slower where bf16 is in hardware, but repeatable bit for bit. */
  FP32,
  /** Convolutions and matrix products in bfloat16 by autocast, everything else in 32 bits. */
  BF16
}

package dev.greengrocer.training.export;

/**
 * How far an exported network answers differently from the trained one.
 *
 * @param images how many were compared
 * @param maximumDifference largest absolute difference of two logits
 * @param agreements images whose largest logit is the same
 */
public record Parity(int images, double maximumDifference, int agreements) {}

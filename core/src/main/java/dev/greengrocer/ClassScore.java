package dev.greengrocer;

/**
 * How probable the model holds one label to be.
 *
 * @param label the canonical name
 * @param probability in {@code [0, 1]}
 */
public record ClassScore(String label, double probability) {}

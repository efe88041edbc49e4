package dev.greengrocer.statistics;

/**
 * A figure that is not a simple proportion, with the interval that resampling gives it.
 *
 * @param value the figure on the photos as they are
 * @param interval see {@link Bootstrap}
 */
public record Estimate(double value, Interval interval) {}

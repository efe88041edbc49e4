package dev.greengrocer.statistics;

/**
 * A class that was taken for another.
 *
 * @param actual what the photos show
 * @param predicted what they were taken for
 * @param count how many photos
 * @param support how many photos show {@code actual}
 */
public record ConfusedPair(String actual, String predicted, long count, long support) {}

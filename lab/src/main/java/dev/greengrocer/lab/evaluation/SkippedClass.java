package dev.greengrocer.lab.evaluation;

/**
 * A class of the data that the model does not know and that was left out on request.
 *
 * @param name as the data spells it
 * @param photos how many photos were left out with it
 */
public record SkippedClass(String name, long photos) {}

package dev.greengrocer.lab.labels;

/**
 * Photos of one label that seem to show another one.
 *
 * @param label that they have
 * @param suggested that they seem to show
 * @param photos how many
 */
public record LabelPair(String label, String suggested, long photos) {}

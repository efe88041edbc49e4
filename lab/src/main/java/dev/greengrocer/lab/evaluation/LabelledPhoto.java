package dev.greengrocer.lab.evaluation;

import java.nio.file.Path;

/**
 * A photo to evaluate on.
 *
 * @param path what reports call it: relative to the data's folder, with {@code /} between its parts
 * @param file where it lies on this machine
 * @param label what it shows: the canonical name of one of the model's labels
 */
public record LabelledPhoto(String path, Path file, String label) {}

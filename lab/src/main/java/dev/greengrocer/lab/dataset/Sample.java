package dev.greengrocer.lab.dataset;

/**
 * One photo of a prepared data set.
 *
 * @param path the file, relative to the data set's folder, with {@code /} between its parts
 * @param label the canonical name of what it shows
 * @param split the part of the data set that it belongs to
 * @param group the near-duplicate group; photos of one group show the same picture
 * @param sha256 the hash of the file's bytes, 64 lower-case hexadecimal digits
 * @param width pixels across, after the EXIF orientation is applied
 * @param height pixels down, after the EXIF orientation is applied
 */
public record Sample(
    String path, String label, Split split, String group, String sha256, int width, int height) {}

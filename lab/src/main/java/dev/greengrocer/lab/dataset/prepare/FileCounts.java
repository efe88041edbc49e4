package dev.greengrocer.lab.dataset.prepare;

/**
 * What became of the files of the sources. Every visible file is counted once: {@code found = used
 * + rejected + duplicates + conflicts + leftOut}.
 *
 * @param found visible files
 * @param used photos in the data set
 * @param rejected files that are no usable photo
 * @param duplicates photos that are byte-identical to a used one
 * @param conflicts photos whose picture is under several labels
 * @param leftOut photos that the split file leaves out or does not name
 * @param hidden hidden files and folders, which are not among those found
 */
public record FileCounts(
    int found, int used, int rejected, int duplicates, int conflicts, int leftOut, int hidden) {}

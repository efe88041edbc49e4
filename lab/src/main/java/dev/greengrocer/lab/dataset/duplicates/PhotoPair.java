package dev.greengrocer.lab.dataset.duplicates;

/**
 * Two photos that show the same picture.
 *
 * @param first index of the one
 * @param second index of the other, above {@code first}
 */
record PhotoPair(int first, int second) {}

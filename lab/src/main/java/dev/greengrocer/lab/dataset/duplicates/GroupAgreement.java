package dev.greengrocer.lab.dataset.duplicates;

/**
 * How the near-duplicate groups agree with those of another file, counted in pairs of photos that
 * share a group, over the photos that both know.
 *
 * @param photos photos that both know
 * @param found pairs in both
 * @param missed pairs of the other file that are not ours
 * @param extra pairs found here that are not in the other file
 */
public record GroupAgreement(int photos, long found, long missed, long extra) {}

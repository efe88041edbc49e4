package dev.greengrocer.lab.dataset.source;

/**
 * A file that was left out of the data set.
 *
 * @param path the name of its source and the path inside it
 * @param reason why, in one of a few words
 * @param detail the value that was wrong, for people
 */
public record Rejection(String path, RejectionReason reason, String detail) {}

package dev.greengrocer.web.doctor;

/**
 * The bucket in which photos are kept.
 *
 * @param place where in it
 * @param mostBytes how long all photos may be together that wait for it, in bytes
 */
public record PhotoBucket(Bucket place, long mostBytes) {}

package dev.greengrocer.web.doctor;

import dev.greengrocer.s3.S3Access;
import dev.greengrocer.s3.S3Address;

/**
 * The bucket to which backups are sent.
 *
 * @param address the place in it
 * @param access how it is reached
 */
public record Bucket(S3Address address, S3Access access) {}

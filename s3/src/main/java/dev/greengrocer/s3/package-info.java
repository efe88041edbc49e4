/**
 * Backups and folders in a bucket of Amazon S3, or of another server that speaks its protocol. A
 * backup is there when its description is, which is written last: {@link
 * dev.greengrocer.s3.BucketBackups}. So is a folder that programs read: {@link
 * dev.greengrocer.s3.PublishedFolder}.
 */
@NullMarked
package dev.greengrocer.s3;

import org.jspecify.annotations.NullMarked;

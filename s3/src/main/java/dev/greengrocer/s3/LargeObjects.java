package dev.greengrocer.s3;

import dev.greengrocer.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Writes objects in parts: a request may carry 5 GB and no more, and a part that was lost is sent
 * again by itself. The object is there when its last part was confirmed. Stateless.
 *
 * @param partSize the size of all parts but the last in bytes; one lies in memory at a time
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html">limits of
 *     parts</a>
 */
record LargeObjects(int partSize) {

  /** With at most 10,000 parts, enough for 320 GB. */
  static final LargeObjects USUAL = new LargeObjects(32 << 20);

  boolean isLarge(long size) {
    return size > partSize;
  }

  void put(S3Client client, String bucket, String key, Path file) throws IOException {
    String upload =
        client
            .createMultipartUpload(
                request ->
                    request.bucket(bucket).key(key).checksumAlgorithm(ChecksumAlgorithm.SHA256))
            .uploadId();
    try (InputStream content = Files.newInputStream(file)) {
      List<CompletedPart> parts = new ArrayList<>();
      for (byte[] part = content.readNBytes(partSize);
          part.length > 0;
          part = content.readNBytes(partSize)) {
        parts.add(put(client, bucket, key, upload, parts.size() + 1, part));
      }
      client.completeMultipartUpload(
          request ->
              request
                  .bucket(bucket)
                  .key(key)
                  .uploadId(upload)
                  .multipartUpload(done -> done.parts(parts)));
    } catch (SdkException | IOException e) {
      abort(client, bucket, key, upload, e);
      throw e;
    }
  }

  private static CompletedPart put(
      S3Client client, String bucket, String key, String upload, int number, byte[] part) {
    String checksum = Base64.getEncoder().encodeToString(Sha256.digest().digest(part));
    UploadPartResponse answer =
        client.uploadPart(
            request ->
                request
                    .bucket(bucket)
                    .key(key)
                    .uploadId(upload)
                    .partNumber(number)
                    .checksumSHA256(checksum),
            RequestBody.fromBytes(part));
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(answer.eTag())
        .checksumSHA256(checksum)
        .build();
  }

  /** What was sent costs money until it is taken back, or the bucket's lifecycle does. */
  private static void abort(
      S3Client client, String bucket, String key, String upload, Exception failure) {
    try {
      client.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload));
    } catch (SdkException e) {
      failure.addSuppressed(e);
    }
  }
}

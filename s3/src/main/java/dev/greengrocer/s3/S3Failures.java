package dev.greengrocer.s3;

import dev.greengrocer.StorageException;
import java.io.IOException;
import java.net.UnknownHostException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What goes wrong between this program and a bucket, in one sentence that says what to do. */
final class S3Failures {

  private S3Failures() {}

  /**
   * Tells a failure.
   *
   * @param place what was read or written, as a person writes it
   */
  static StorageException told(String place, SdkException failure) {
    String sentence =
        failure instanceof S3Exception answer ? answered(answer) : unanswered(failure);
    return new StorageException("%s: %s".formatted(place, sentence), failure);
  }

  private static String answered(S3Exception answer) {
    String code = answer.awsErrorDetails() == null ? "" : answer.awsErrorDetails().errorCode();
    if ("NoSuchBucket".equals(code)) {
      return "there is no such bucket; make it, or correct the address";
    }
    if ("InvalidAccessKeyId".equals(code) || "SignatureDoesNotMatch".equals(code)) {
      return "the server does not accept the credentials (%s); check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the role of the machine"
          .formatted(code);
    }
    if ("ExpiredToken".equals(code) || "RequestTimeTooSkewed".equals(code)) {
      return "the server does not accept the time of the request (%s); check the clock, and renew the credentials"
          .formatted(code);
    }
    return switch (answer.statusCode()) {
      case 301, 307, 400 ->
          "the server refuses the request (%s); check that greengrocer.bucket.region is the bucket's"
              .formatted(reason(answer, code));
      case 403 ->
          "access is denied; the credentials need s3:ListBucket on the bucket and s3:GetObject,"
              + " s3:PutObject and s3:DeleteObject below the prefix";
      case 404 -> "is not there; it was deleted meanwhile, or the address is wrong";
      default ->
          "the server answered %d (%s); try again later"
              .formatted(answer.statusCode(), reason(answer, code));
    };
  }

  private static String unanswered(SdkException failure) {
    String message = String.valueOf(failure.getMessage());
    if (message.contains("Unable to load credentials")) {
      return "no credentials were found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give"
          + " the machine a role";
    }
    if (message.contains("Unable to load region")) {
      return "no region was found; set greengrocer.bucket.region, such as eu-central-1";
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return "the server cannot be reached (no address is known for %s); check the network and greengrocer.bucket.endpoint"
            .formatted(cause.getMessage());
      }
      if (cause instanceof IOException) {
        return "the server cannot be reached, or went silent (%s); check the network and try again"
            .formatted(cause.getMessage());
      }
    }
    return "the request failed (%s); try again".formatted(message);
  }

  private static String reason(S3Exception answer, String code) {
    return code.isEmpty() ? "status " + answer.statusCode() : code;
  }
}

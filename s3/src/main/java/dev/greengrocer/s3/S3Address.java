package dev.greengrocer.s3;

import dev.greengrocer.InvalidConfigurationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a bucket.
 *
 * @param bucket the bucket's name
 * @param prefix what the keys of all objects of the place begin with: empty, or with / at its end
 */
public record S3Address(String bucket, String prefix) {

  private static final String SCHEME = "s3://";

  /** Names that Amazon accepts; keys of letters that need no encoding anywhere. */
  private static final Pattern ADDRESS =
      Pattern.compile(SCHEME + "([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:/[A-Za-z0-9._=+-]+)*)/?");

  private static final Pattern DOTS = Pattern.compile("(^|/)\\.\\.?(/|$)");

  /** Drives of Windows have one letter. */
  private static final Pattern MEANT = Pattern.compile("(?is)(?:s3:|[a-z][a-z0-9+.-]+://).*");

  /**
   * Whether a text says that it is an address and no folder, such as {@code S3:/shop} or {@code
   * gs://shop}, whether it is one or not. A path that is made of it leads into a folder called
   * {@code gs:}.
   */
  public static boolean isMeant(String text) {
    return MEANT.matcher(text).matches();
  }

  /**
   * Reads an address.
   *
   * @throws InvalidConfigurationException if it is none
   */
  public static S3Address of(String text) {
    Matcher address = ADDRESS.matcher(text);
    if (!address.matches() || DOTS.matcher(address.group(2)).find()) {
      throw new InvalidConfigurationException(
          "%s: must be s3://BUCKET/PREFIX, such as s3://my-shop/greengrocer; a bucket has lower-case letters, digits, dots and hyphens, a prefix letters, digits and . _ = + -"
              .formatted(text));
    }
    String prefix = address.group(2);
    return new S3Address(address.group(1), prefix.isEmpty() ? "" : prefix.substring(1) + "/");
  }

  /** An object of this place, as a person writes it. */
  String object(String key) {
    return SCHEME + bucket + "/" + prefix + key;
  }

  @Override
  public String toString() {
    String key = prefix.isEmpty() ? "" : "/" + prefix.substring(0, prefix.length() - 1);
    return SCHEME + bucket + key;
  }
}

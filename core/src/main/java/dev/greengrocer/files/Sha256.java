package dev.greengrocer.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** SHA-256 as 64 lower-case hexadecimal digits. Stateless. */
public final class Sha256 {

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  private Sha256() {}

  /** The hash of bytes. */
  public static String of(byte[] bytes) {
    return hex(digest().digest(bytes));
  }

  /** The hash of a text in UTF-8. */
  public static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The hash of a file, read in pieces.
   *
   * @throws IOException if it cannot be read
   */
  public static String ofFile(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return of(stream);
    }
  }

  /**
   * The hash of what a stream holds to its end, read in pieces; the caller closes it.
   *
   * @throws IOException if it cannot be read
   */
  public static String of(InputStream stream) throws IOException {
    MessageDigest digest = digest();
    new DigestInputStream(stream, digest).transferTo(OutputStream.nullOutputStream());
    return of(digest);
  }

  /** The hash of all that a digest was given; the digest is as new afterwards. */
  public static String of(MessageDigest digest) {
    return hex(digest.digest());
  }

  private static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }

  /** Whether a text is a hash in this form. */
  public static boolean isValid(String hash) {
    return HEX.matcher(hash).matches();
  }

  /** A new digest, for bytes that come in pieces. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}

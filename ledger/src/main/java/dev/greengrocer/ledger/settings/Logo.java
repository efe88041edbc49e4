package dev.greengrocer.ledger.settings;

import dev.greengrocer.files.Sha256;
import java.util.Base64;

/** The picture that receipts begin with: a PNG file. Immutable. */
public final class Logo {

  private final byte[] png;
  private final String sha256;

  /**
   * A logo.
   *
   * @param png the whole file
   */
  public Logo(byte[] png) {
    this.png = png.clone();
    this.sha256 = Sha256.of(this.png);
  }

  /**
   * The logo that a row holds.
   *
   * @throws IllegalArgumentException if the text is not base 64
   */
  static Logo ofText(String base64) {
    return new Logo(Base64.getDecoder().decode(base64));
  }

  String text() {
    return Base64.getEncoder().encodeToString(png);
  }

  /** The bytes of the file; a copy. */
  public byte[] png() {
    return png.clone();
  }

  /** Their hash, which is a part of the address of the picture. */
  public String sha256() {
    return sha256;
  }
}

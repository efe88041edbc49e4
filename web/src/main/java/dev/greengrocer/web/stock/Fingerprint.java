package dev.greengrocer.web.stock;

import dev.greengrocer.files.Sha256;
import dev.greengrocer.web.Numeral;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * The hash of what a request means, whatever its spacing, the order of its members and the zeros of
 * its numbers. It stands in the books: another version of the program computes the same. Not
 * thread-safe.
 */
final class Fingerprint {

  private final StringBuilder canonical;

  /** Begins one; {@code kind} says what is asked for and in which form, such as {@code waste 1}. */
  Fingerprint(String kind) {
    canonical = new StringBuilder(kind);
  }

  /** Adds a text with its length before it: no two lists of parts read alike. */
  Fingerprint part(@Nullable String text) {
    String value = text == null ? "" : Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
    canonical.append('\n').append(value.length()).append(':').append(value);
    return this;
  }

  /** Adds a number. */
  Fingerprint part(@Nullable Numeral number) {
    return part(number == null ? null : number.canonical());
  }

  /** Adds a number of pieces. */
  Fingerprint part(@Nullable Integer pieces) {
    return part(pieces == null ? null : pieces.toString());
  }

  /** The hash of all parts. */
  String sha256() {
    return Sha256.of(canonical.toString());
  }
}

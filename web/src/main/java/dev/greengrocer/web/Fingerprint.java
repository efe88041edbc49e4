package dev.greengrocer.web;

import dev.greengrocer.files.Sha256;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * The hash of what a request means, whatever its spacing, the order of its members and the zeros of
 * its numbers. It is in the books: another version of the program computes the same. Not
 * thread-safe.
 */
public final class Fingerprint {

  private final StringBuilder canonical;

  /** Begins one; {@code kind} says what is asked for and in which form, such as {@code waste 1}. */
  public Fingerprint(String kind) {
    canonical = new StringBuilder(kind);
  }

  /**
   * Begins a section, such as a line of a sale: what follows is not mistaken for what is before.
   */
  public Fingerprint section(String name) {
    canonical.append('\n').append(name);
    return this;
  }

  /**
   * Adds a text without the blanks around it, with its length before it: no two lists of parts read
   * alike. Nothing counts as an empty text.
   */
  public Fingerprint part(@Nullable String text) {
    String value = text == null ? "" : text.strip();
    canonical.append('\n').append(value.length()).append(':').append(value);
    return this;
  }

  /** Adds a text in which an accent of its own counts as one with its letter. */
  public Fingerprint normalized(@Nullable String text) {
    return part(text == null ? null : Normalizer.normalize(text, Normalizer.Form.NFC));
  }

  /** Adds a number. */
  public Fingerprint part(@Nullable Numeral number) {
    return part(number == null ? null : number.canonical());
  }

  /** Adds a number of pieces. */
  public Fingerprint part(@Nullable Integer pieces) {
    return part(pieces == null ? null : pieces.toString());
  }

  /** The hash of all parts. */
  public String sha256() {
    return Sha256.of(canonical.toString());
  }
}

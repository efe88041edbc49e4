package dev.greengrocer.s3;

import dev.greengrocer.StorageException;
import org.jspecify.annotations.Nullable;

/** An object of a backup that is missing, or that holds something else than what was sent. */
final class DamagedObjectException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private static final String ADVICE = "restore another backup of 'greengrocer db uploads'";

  private final String words;
  private final String advice;

  /**
   * @param object its address
   * @param how what is wrong with it, as the end of a sentence
   */
  DamagedObjectException(String object, String how) {
    this(object, how, ADVICE, null);
  }

  /**
   * @param advice what to do
   */
  DamagedObjectException(String object, String how, String advice, @Nullable Throwable cause) {
    super(object + ": " + how, cause);
    this.words = object + ": " + how;
    this.advice = advice;
  }

  static DamagedObjectException unreadable(String object, String how, @Nullable Throwable cause) {
    return new DamagedObjectException(object, how, ADVICE, cause);
  }

  /** Which object, and what is wrong with it. */
  String words() {
    return words;
  }

  /** The same for people, with what to do. */
  StorageException told() {
    return new StorageException("%s; %s".formatted(words, advice), this);
  }
}

package dev.greengrocer;

import org.jspecify.annotations.Nullable;

/**
 * A failure whose message was written for the person who reads it: what was wrong, the value, the
 * place, and what to do.
 *
 * <p>Each subclass is one row of the failure table in {@code docs/architecture.md}; anything else
 * that is thrown is a bug of this program.
 */
public abstract sealed class GreengrocerException extends RuntimeException
    permits InvalidConfigurationException,
        InvalidDatasetException,
        InvalidImageException,
        InvalidModelException,
        StorageException,
        TrainingDivergedException {

  GreengrocerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * The message without the name that it begins with, for a row where the name is beside it.
   *
   * @param name of the photo or file that the message is about
   */
  public String messageWithout(String name) {
    String message = String.valueOf(getMessage());
    String start = name + ": ";
    return message.startsWith(start) ? message.substring(start.length()) : message;
  }
}

package dev.greengrocer.image;

/** What is wrong with an image, without the name of its file, which the caller adds. */
final class MalformedImageException extends RuntimeException {

  MalformedImageException(String message) {
    super(message);
  }
}

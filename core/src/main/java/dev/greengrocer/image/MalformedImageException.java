package dev.greengrocer.image;

/** What is wrong with an image, for whoever knows the name of its file. */
final class MalformedImageException extends RuntimeException {

  MalformedImageException(String message) {
    super(message);
  }
}

package dev.greengrocer.lab.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Templates and styles that travel inside the program, beside this class. */
public final class PageResources {

  private PageResources() {}

  /** A resource as text. */
  public static String text(String name) {
    try (InputStream stream = PageResources.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("resource '" + name + "' is not in the program");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("resource '" + name + "' cannot be read", e);
    }
  }
}

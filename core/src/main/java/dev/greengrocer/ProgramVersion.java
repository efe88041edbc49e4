package dev.greengrocer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of the running program and the commit that it was built from. Stateless. */
public final class ProgramVersion {

  /** Written by the build of each program. */
  private static final String FILE = "/greengrocer-build.properties";

  private ProgramVersion() {}

  /** The version and the commit, such as {@code 0.1.0-SNAPSHOT (1a2b3c4)}. */
  public static String current() {
    try (InputStream stream = ProgramVersion.class.getResourceAsStream(FILE)) {
      Properties build = new Properties();
      build.load(stream);
      return build.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.greengrocer.cli.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of this build and the commit that it was built from. */
public final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"greengrocer " + codeVersion()};
  }

  /** Version and commit, such as {@code 0.1.0-SNAPSHOT (1a2b3c4)}. */
  public static String codeVersion() {
    try (InputStream stream = Version.class.getResourceAsStream("/greengrocer-build.properties")) {
      Properties build = new Properties();
      build.load(stream);
      return build.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

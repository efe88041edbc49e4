package dev.greengrocer.cli.console;

import dev.greengrocer.ProgramVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
public final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"greengrocer " + ProgramVersion.current()};
  }
}

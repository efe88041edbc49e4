package dev.greengrocer.web.command;

import dev.greengrocer.ProgramVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"greengrocer " + ProgramVersion.current()};
  }
}

package dev.greengrocer.web.server;

import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.web.account.FirstPasswordFile;
import dev.greengrocer.web.account.OneTimePasswordNotice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Shows the first administrator's password on the terminal at which the server was started. Where
 * there is none, as under systemd, output is kept, so the password goes into a file.
 */
@Component
class FirstPassword implements OneTimePasswordNotice {

  private static final Pattern TERMINAL = Pattern.compile("/dev/(pts/|tty|console)");

  private final FirstPasswordFile file;
  private final boolean terminal;

  @Autowired
  FirstPassword(DataDirectory directory) {
    this(directory, isTerminal() && System.getenv("JOURNAL_STREAM") == null);
  }

  /** Whether standard error is a terminal; where that cannot be seen, whether there is one. */
  @SuppressWarnings("SystemConsoleNull") // On JDK 17 there is none without a terminal.
  private static boolean isTerminal() {
    Path standardError = Path.of("/proc/self/fd/2");
    try {
      return Files.isSymbolicLink(standardError)
          ? TERMINAL.matcher(Files.readSymbolicLink(standardError).toString()).lookingAt()
          : System.console() != null;
    } catch (IOException e) {
      return false; // a file keeps the password, a log would show it
    }
  }

  /**
   * @param terminal whether a person sees what is printed, and nothing keeps it
   */
  FirstPassword(DataDirectory directory, boolean terminal) {
    this.file = new FirstPasswordFile(directory);
    this.terminal = terminal;
  }

  @Override
  public void show(String userName, String oneTimePassword) {
    if (terminal) {
      System.err.printf(
          "%n  The first user of this data directory:%n%n    name      %s%n    password  %s%n%n"
              + "  It is shown this once, and has to be changed when signing in.%n%n",
          userName, oneTimePassword);
    } else {
      file.write(userName, oneTimePassword);
      System.err.printf(
          "%n  The first user of this data directory is %s; a one-time password is in%n%n    %s%n%n"
              + "  Only the server's user can read the file. It is deleted when the password is"
              + " changed.%n%n",
          userName, file.path());
    }
  }

  @Override
  public void takeBack(String userName) {
    file.delete(userName);
  }
}

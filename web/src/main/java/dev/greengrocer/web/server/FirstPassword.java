package dev.greengrocer.web.server;

import dev.greengrocer.web.security.OneTimePasswordNotice;
import org.springframework.stereotype.Component;

/**
 * Shows the first administrator's password on standard error, and not in the log: logs are kept.
 */
@Component
class FirstPassword implements OneTimePasswordNotice {

  @Override
  public void show(String userName, String oneTimePassword) {
    System.err.printf(
        "%n  The first user of this data directory:%n%n    name      %s%n    password  %s%n%n"
            + "  It is shown this once, and has to be changed when signing in.%n%n",
        userName, oneTimePassword);
  }
}

package dev.greengrocer.web.account;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.web.ListenAddress;
import dev.greengrocer.web.caller.Role;
import dev.greengrocer.web.caller.User;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Decides at a start who may come in: the users there are; with none, a new administrator, or all
 * who use this machine in a demonstration.
 */
@Component
class FirstAdministrator {

  private static final String NAME = "admin";

  FirstAdministrator(
      Users users,
      Accounts accounts,
      OneTimePasswordNotice notice,
      @Value("${greengrocer.demo}") boolean demo,
      @Value("${server.address}") String address,
      @Value("${server.forward-headers-strategy:none}") String forwarded) {
    if (demo) {
      checkDemo(users.all(), address, forwarded);
    } else if (users.count() == 0) {
      accounts.create(NAME, Role.ADMINISTRATOR, password -> notice.show(NAME, password));
    } else if (users.findByName(NAME).filter(User::mustChange).isEmpty()) {
      notice.takeBack(NAME); // changed by a server that ended before it could do so
    }
  }

  private static void checkDemo(List<User> users, String address, String forwarded) {
    if (!forwarded.equalsIgnoreCase("none")) {
      throw new InvalidConfigurationException(
          "--demo with server.forward-headers-strategy %s: a demonstration has no proxy before it; leave out one of the two"
              .formatted(forwarded));
    }
    if (!ListenAddress.of(address).isLoopbackAddress()) {
      throw new InvalidConfigurationException(
          "--demo with --host %s: a demonstration opens without signing in, so it listens on this"
                  .formatted(address)
              + " machine alone; leave out --host or --demo");
    }
    if (!users.isEmpty()) {
      throw new InvalidConfigurationException(
          "--demo: this data directory has %d user(s), who sign in; leave out --demo, or take an"
                  .formatted(users.size())
              + " empty --data-dir");
    }
  }
}

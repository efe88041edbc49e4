package dev.greengrocer.web;

import dev.greengrocer.InvalidConfigurationException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The address that the server listens on. An empty one is refused: it would be every address of the
 * machine, which a user who left out a value did not ask for.
 */
public final class ListenAddress {

  private ListenAddress() {}

  /**
   * Reads an address.
   *
   * @param text a name or number of this machine, as {@code --host} or {@code server.address} says
   * @throws InvalidConfigurationException if it is empty, cannot be read or is not known
   */
  public static InetAddress of(String text) {
    if (text.isBlank()) {
      throw new InvalidConfigurationException(
          "--host '%s': no address; give one, such as 127.0.0.1 for this machine alone, or 0.0.0.0 for the whole network"
              .formatted(text));
    }
    if (text.chars().anyMatch(sign -> Character.isWhitespace(sign) || sign == ',' || sign == '/')) {
      throw new InvalidConfigurationException(
          "--host '%s': not an address; give one name or number, such as 127.0.0.1"
              .formatted(text));
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new InvalidConfigurationException(
          "--host %s: no such address; give one of this machine, such as 127.0.0.1".formatted(text),
          e);
    }
  }
}

package dev.greengrocer.web.scale;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.sale.TillName;
import dev.greengrocer.ledger.settings.SettingColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The scales on serial ports of this computer.
 *
 * @param tills the scale of each till, by the till's name; none when absent
 * @param protocols what scales send, by name
 */
@ConfigurationProperties("greengrocer.scales")
record ScaleSettings(
    @SettingColumns({"port", "protocol", "baud"}) @Nullable Map<String, Connection> tills,
    @Nullable Map<String, ScaleProtocol> protocols) {

  /**
   * A scale of a till.
   *
   * @param port such as {@code /dev/ttyUSB0} or {@code COM3}
   * @param protocol one of the table
   * @param baud another speed than the protocol's, or null
   */
  record Connection(String port, String protocol, @Nullable Integer baud) {}

  ScaleSettings {
    tills = tills == null ? Map.of() : new TreeMap<>(tills);
    protocols = protocols == null ? Map.of() : new TreeMap<>(protocols);
    List<String> faults = new ArrayList<>();
    for (var till : tills.entrySet()) {
      Connection scale = till.getValue();
      try {
        new TillName(till.getKey());
      } catch (RefusedException e) {
        faults.add(String.valueOf(e.getMessage()));
      }
      if (scale == null || scale.port() == null || scale.port().isBlank()) {
        faults.add(
            "tills.%s.port: must be a serial port, such as /dev/ttyUSB0".formatted(till.getKey()));
      } else if (scale.protocol() == null || !protocols.containsKey(scale.protocol())) {
        faults.add(
            "tills.%s.protocol %s: must be one of %s"
                .formatted(till.getKey(), scale.protocol(), new TreeSet<>(protocols.keySet())));
      }
    }
    protocols.forEach(
        (name, protocol) ->
            protocol.faults().forEach(fault -> faults.add("protocols." + name + "." + fault)));
    if (!faults.isEmpty()) {
      throw new InvalidConfigurationException(
          "settings greengrocer.scales: " + String.join("; ", faults));
    }
  }

  /** The scale of each till, by the till's name. */
  Map<String, Connection> scales() {
    return tills == null ? Map.of() : tills;
  }

  /** What scales send, by the protocol's name. */
  Map<String, ScaleProtocol> table() {
    return protocols == null ? Map.of() : protocols;
  }

  /** The protocol of a name that a connection has. */
  ScaleProtocol protocol(Connection scale) {
    ScaleProtocol protocol = table().get(scale.protocol());
    if (protocol == null) {
      throw new IllegalArgumentException("no protocol '%s'".formatted(scale.protocol()));
    }
    return protocol;
  }
}

package dev.greengrocer.ledger.settings;

import dev.greengrocer.InvalidConfigurationException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * A setting that is a table: its text to properties, and back.
 *
 * @param name of the setting
 * @param columns the properties of a row
 */
record SettingTable(String name, List<String> columns) {

  SettingTable {
    columns = List.copyOf(columns);
  }

  /** The table that a setting of a group is; empty when it is none. */
  static Optional<SettingTable> of(Class<?> group, String name) {
    ConfigurationProperties annotation = group.getAnnotation(ConfigurationProperties.class);
    for (RecordComponent component : group.getRecordComponents()) {
      SettingColumns columns = component.getAnnotation(SettingColumns.class);
      if (annotation != null
          && columns != null
          && name.equals(annotation.value() + "." + component.getName())) {
        return Optional.of(new SettingTable(name, Arrays.asList(columns.value())));
      }
    }
    return Optional.empty();
  }

  /**
   * The properties of a text.
   *
   * @throws InvalidConfigurationException if a line is no row
   */
  Map<String, String> entries(String text) {
    Map<String, String> entries = new LinkedHashMap<>();
    List<String> seen = new ArrayList<>();
    for (String line : text.lines().filter(one -> !one.isBlank()).toList()) {
      int colon = line.indexOf(':');
      String key = colon < 0 ? "" : line.substring(0, colon).strip();
      List<String> values = List.of(line.substring(colon + 1).split(",", -1));
      if (key.isEmpty() || key.matches(".*[\\[\\]].*") || values.size() > columns.size()) {
        throw new InvalidConfigurationException(
            "'%s': each line must be NAME: %s".formatted(line, String.join(", ", columns)));
      }
      if (seen.contains(key)) {
        throw new InvalidConfigurationException("'%s' is there twice".formatted(key));
      }
      seen.add(key);
      for (int i = 0; i < values.size(); i++) {
        if (!values.get(i).isBlank()) {
          entries.put("%s[%s].%s".formatted(name, key, columns.get(i)), values.get(i).strip());
        }
      }
    }
    return entries;
  }

  /**
   * The text of properties.
   *
   * @param below their values by what follows the name of the setting
   */
  String text(Map<String, String> below) {
    Map<String, String[]> rows = new LinkedHashMap<>();
    below.forEach(
        (place, value) -> {
          int dot = place.lastIndexOf('.');
          String column = dot < 0 ? "" : place.substring(dot + 1);
          int index = column(column);
          if (index >= 0) {
            rows.computeIfAbsent(place.substring(0, dot), key -> new String[columns.size()])[
                    index] =
                value;
          }
        });
    StringBuilder lines = new StringBuilder();
    rows.forEach(
        (key, values) -> {
          int last = values.length;
          while (last > 0 && values[last - 1] == null) {
            last--;
          }
          List<String> written = new ArrayList<>();
          for (int i = 0; i < last; i++) {
            written.add(values[i] == null ? "" : values[i]);
          }
          lines.append(key).append(": ").append(String.join(", ", written)).append('\n');
        });
    return lines.toString();
  }

  /** Names of properties may be written in several ways, such as {@code dataBits}. */
  private int column(String written) {
    for (int i = 0; i < columns.size(); i++) {
      if (plain(columns.get(i)).equals(plain(written))) {
        return i;
      }
    }
    return -1;
  }

  private static String plain(String name) {
    return ConfigurationPropertyName.adapt(name, '.')
        .toString()
        .replace("-", "")
        .toLowerCase(Locale.ROOT);
  }
}

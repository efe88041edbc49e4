package dev.greengrocer.analytics.powerbi;

import java.util.Locale;
import java.util.Map;

/** How the model calls the tables and columns of the star schema. Stateless. */
final class Names {

  private static final Map<String, String> ABBREVIATIONS =
      Map.of(
          "plu",
          "PLU",
          "utc_offset_minutes",
          "UTC offset minutes",
          "sha256",
          "SHA-256",
          "data_sha256",
          "Data SHA-256");

  private Names() {}

  /** The name of a table or column, such as {@code Sale line} for {@code sale_line}. */
  static String of(String name) {
    String words = name.replace('_', ' ');
    return ABBREVIATIONS.getOrDefault(
        name, words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
  }
}

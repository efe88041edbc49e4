package dev.greengrocer.analytics.powerbi;

import dev.greengrocer.files.Sha256;

/** Identifiers that follow from names, so that the same project has the same bytes. Stateless. */
final class FixedId {

  private static final int SHORT = 20;

  private FixedId() {}

  /** A GUID of version 8, whose bits are a hash. */
  static String guid(String name) {
    String hash = Sha256.of("power-bi:" + name);
    return "%s-%s-8%s-a%s-%s"
        .formatted(
            hash.substring(0, 8),
            hash.substring(8, 12),
            hash.substring(13, 16),
            hash.substring(17, 20),
            hash.substring(20, 32));
  }

  /** What Power BI calls pages, visuals and filters: 20 hexadecimal digits. */
  static String of(String name) {
    return Sha256.of("power-bi:" + name).substring(0, SHORT);
  }
}

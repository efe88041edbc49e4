package dev.greengrocer.ledger.settings;

/**
 * A setting that may change while the server runs.
 *
 * @param name such as {@code greengrocer.tax.rate}
 * @param group the record of settings that it belongs to, whose constructor checks it
 * @param isList whether it has several entries; as a text, one on each line
 */
public record Setting(String name, Class<?> group, boolean isList) {}

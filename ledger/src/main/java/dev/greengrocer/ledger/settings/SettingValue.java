package dev.greengrocer.ledger.settings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a setting is, and why.
 *
 * @param text the value; of a list, one entry on each line
 * @param source where it comes from
 * @param changed who changed it while the server ran, or null when it was not changed
 */
public record SettingValue(String text, SettingSource source, @Nullable Change changed) {

  /**
   * A change while the server ran.
   *
   * @param by the name of who changed it
   * @param at when
   * @param before the text that holds again when the change is taken back
   */
  public record Change(String by, Instant at, String before) {}
}

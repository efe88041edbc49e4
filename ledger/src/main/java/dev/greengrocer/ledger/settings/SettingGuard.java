package dev.greengrocer.ledger.settings;

import java.util.Optional;

/** What in the books may forbid a change of a setting that would be right by itself. */
@FunctionalInterface
public interface SettingGuard {

  /**
   * Whether a setting may be changed as the books are; asked in the transaction of the change.
   *
   * @param before what it is
   * @param after what it is to be
   * @return why not, in words for the person who asked; empty when it may
   */
  Optional<String> fault(Setting setting, String before, String after);
}

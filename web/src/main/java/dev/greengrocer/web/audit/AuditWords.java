package dev.greengrocer.web.audit;

import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.web.Texts;

/**
 * What people call a change. Its kind is one of a fixed number; what was done is a word that the
 * books keep, and one that an earlier version wrote is shown as it was written.
 */
final class AuditWords {

  private final Texts texts;

  AuditWords(Texts texts) {
    this.texts = texts;
  }

  /** What was changed and how, such as {@code price set}. */
  public String of(AuditEntry entry) {
    String done = entry.action();
    return texts.word(entry.kind())
        + " "
        + texts.orElse("audit-action." + done.replace(' ', '-'), done);
  }
}

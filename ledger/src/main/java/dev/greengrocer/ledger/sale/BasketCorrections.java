package dev.greengrocer.ledger.sale;

import dev.greengrocer.ledger.label.LabelChange;
import dev.greengrocer.ledger.label.LabelListener;
import dev.greengrocer.ledger.prediction.Feedback;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Corrects the lines of open baskets that came from an answer when a person says that its photo
 * shows something else, whichever way they say it. A line gets the new name and its price, or waits
 * for a name when the photo shows none of the model's labels, and says what it was before. What has
 * been sold stays as it was. Thread-safe.
 */
@Component
class BasketCorrections implements LabelListener {

  private final Baskets baskets;
  private final BasketEditing editing;

  BasketCorrections(Baskets baskets, BasketEditing editing) {
    this.baskets = baskets;
    this.editing = editing;
  }

  @Override
  public void labelled(LabelChange change) {
    Feedback said = change.said();
    String predictionId = change.after().id();
    for (Baskets.OwnedLine owned : baskets.linesOf(predictionId)) {
      BasketLine line = owned.line();
      if (said != null) {
        rename(owned, said.trueLabel());
      } else if (change.changesLabel() && same(line.name(), label(change.before()))) {
        // A withdrawal; a line that was named otherwise since keeps its name.
        rename(owned, label(change.after()));
      }
    }
  }

  private void rename(Baskets.OwnedLine owned, @Nullable String name) {
    BasketLine line = owned.line();
    if (!same(line.name(), name)) {
      BasketLine renamed = name == null ? line.unnamed() : editing.named(line, name);
      baskets.change(owned.basket(), renamed.correctedFrom(line));
    }
  }

  /** What goods of an answer are, as far as is known; null when the clerk has to choose. */
  static @Nullable String label(LoggedPrediction answer) {
    Feedback said = answer.feedback();
    if (said != null) {
      return said.trueLabel();
    }
    return answer.shortlist().size() == 1 ? answer.shortlist().get(0).label() : null;
  }

  private static boolean same(@Nullable String one, @Nullable String other) {
    return one == null ? other == null : one.equalsIgnoreCase(other);
  }
}

package dev.greengrocer.ledger.label;

import dev.greengrocer.ledger.prediction.Feedback;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A statement that was added, and what it made of the current label.
 *
 * @param before the answer as it was
 * @param after the answer as it is
 * @param said what was said the photo shows; null for a photo that is unusable, and for a
 *     withdrawal
 */
public record LabelChange(
    LoggedPrediction before, LoggedPrediction after, @Nullable Feedback said) {

  /** Whether the current label is another one than before. */
  public boolean changesLabel() {
    return !label(before).equals(label(after));
  }

  private static List<String> label(LoggedPrediction answer) {
    Feedback said = answer.feedback();
    return said == null
        ? List.of()
        : List.of(said.kind().id(), Objects.requireNonNullElse(said.trueLabel(), ""));
  }
}

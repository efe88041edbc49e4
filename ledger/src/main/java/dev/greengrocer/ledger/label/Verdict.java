package dev.greengrocer.ledger.label;

import dev.greengrocer.LabelSet;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import org.jspecify.annotations.Nullable;

/** What a person says that a photo shows. */
public sealed interface Verdict {

  /** It shows none of the model's labels. */
  Verdict NOT_IN_LIST = new NotInList();

  /** Nothing can be learnt from it: it cannot be recognised, or should not have been taken. */
  Verdict UNUSABLE = new Unusable();

  /**
   * It shows one of the model's labels, whatever the model answered.
   *
   * @param label the label's name
   */
  record Shows(String label) implements Verdict {}

  /** See {@link #NOT_IN_LIST}. */
  record NotInList() implements Verdict {}

  /** See {@link #UNUSABLE}. */
  record Unusable() implements Verdict {}

  /**
   * It shows one of some labels.
   *
   * @param spelling the name of a label, or another name of one
   * @throws RefusedException if it is none of them
   */
  static Verdict shows(LabelSet labels, @Nullable String spelling) {
    if (spelling == null || spelling.isBlank()) {
      throw new RefusedException(
          Problem.UNPROCESSABLE, "label: is missing; give the name of one of the model's labels");
    }
    return labels
        .find(spelling)
        .<Verdict>map(found -> new Shows(found.name()))
        .orElseThrow(
            () ->
                new RefusedException(
                    Problem.UNPROCESSABLE,
                    "label '%s': is none of the model's %d labels; GET /api/v1/model lists them, or"
                            .formatted(shortened(spelling), labels.size())
                        + " say that it is not in the list"));
  }

  private static String shortened(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }
}

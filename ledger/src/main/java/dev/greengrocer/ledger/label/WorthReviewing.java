package dev.greengrocer.ledger.label;

/**
 * Why an answer is worth a reviewer's time.
 *
 * @param kind which reason it is
 * @param label the most probable label of the answer
 * @param reviewed how many photos of that label have been reviewed
 */
public record WorthReviewing(Kind kind, String label, long reviewed) {

  /** The reasons, the weightiest first. */
  public enum Kind {
    /** A person said something else. */
    CORRECTED,
    /** The model rejected the photo. */
    NO_NAME,
    /** The model listed several names. */
    HESITATED,
    /** The model named one kind, with little probability. */
    NOT_QUITE_SURE,
    /** No photo of the label has been reviewed. */
    NONE_REVIEWED,
    /** Few photos of the label have been reviewed. */
    FEW_REVIEWED,
    /** None of the others. */
    SAMPLE
  }

  /** The reason in English, as answers to programs say it. */
  public String words() {
    return switch (kind) {
      case CORRECTED -> "it was corrected";
      case NO_NAME -> "the model gave no name";
      case HESITATED -> "the model hesitated";
      case NOT_QUITE_SURE -> "the model was not quite sure";
      case NONE_REVIEWED -> "no photo of " + label + " has been reviewed";
      case FEW_REVIEWED ->
          "only %d photo%s of %s reviewed".formatted(reviewed, reviewed == 1 ? "" : "s", label);
      case SAMPLE -> "a sample of what the model is sure of";
    };
  }
}

package dev.greengrocer;

import java.util.Locale;

/** Why a model decides as it does. */
public enum Reason {
  /** One kind is clearly ahead of all others. */
  CONFIDENT(Decision.ACCEPT, "One kind is clearly ahead of all others."),
  /** A few kinds are probable. */
  CLOSE_CALL(Decision.SHORTLIST, "A few kinds look much alike here; choose one of them."),
  /** The photo is unlike all that the model has learnt. */
  NOT_PRODUCE(
      Decision.REJECT, "This does not look like any fruit or vegetable that the model knows."),
  /** Different parts of the photo show different kinds. */
  SEVERAL_KINDS(
      Decision.REJECT, "There seem to be several kinds in the photo; take one kind at a time."),
  /** The photo is not accepted and is blurred, which may be why. */
  BLURRED(Decision.REJECT, "The photo is too blurred to tell; hold still and take it again."),
  /** The photo is not accepted and is dark, which may be why. */
  DARK(Decision.REJECT, "The photo is too dark to tell; take it again with more light."),
  /** Too many kinds are probable for a shortlist to be of use, or the model knows one kind only. */
  UNSURE(
      Decision.REJECT,
      "The model cannot tell what this is; go closer, or take the photo from another side.");

  private final Decision decision;
  private final String words;

  Reason(Decision decision, String words) {
    this.decision = decision;
    this.words = words;
  }

  /** The only decision that this can be the reason for. */
  public Decision decision() {
    return decision;
  }

  /** The reason as an English sentence, for the person who took the photo. */
  public String words() {
    return words;
  }

  /** The name in files and answers, such as {@code not-produce}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

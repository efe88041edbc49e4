package dev.greengrocer.web.review;

import java.util.Locale;

/** What a reviewer makes of a photo. */
enum Outcome {
  /** It shows one of the model's labels: good to train with. */
  LABELLED,
  /** It shows something that the model does not know. */
  NOT_IN_LIST,
  /** Nobody can tell, or it should never have been taken. */
  UNUSABLE;

  /** The name in the books and in answers, such as {@code not-in-list}. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

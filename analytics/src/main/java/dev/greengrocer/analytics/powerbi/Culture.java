package dev.greengrocer.analytics.powerbi;

/** A language of the model's names. */
enum Culture {
  /** The one in which the model is written. */
  ENGLISH("en-US"),
  GERMAN("de-DE");

  private final String id;

  Culture(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }
}

package dev.greengrocer.lab.dataset.source;

/** What came of opening a file: a photo to keep, or the reason to leave it out. */
public sealed interface Inspection permits InspectedPhoto, Inspection.Refused {

  /**
   * A file that is left out.
   *
   * @param rejection its path and the reason
   */
  record Refused(Rejection rejection) implements Inspection {}
}

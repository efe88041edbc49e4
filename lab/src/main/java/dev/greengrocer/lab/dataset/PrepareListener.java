package dev.greengrocer.lab.dataset;

/** Hears how far a preparation is. Called from several threads, one call at a time. */
public interface PrepareListener {

  /** Hears nothing. */
  PrepareListener SILENT =
      new PrepareListener() {
        @Override
        public void stepStarted(String step, int total) {}

        @Override
        public void stepAdvanced() {}
      };

  /**
   * A step begins; the one before it has ended.
   *
   * @param step what is being done, such as {@code reading photos}
   * @param total how often {@link #stepAdvanced} will be called
   */
  void stepStarted(String step, int total);

  /** One more unit of the step is done. */
  void stepAdvanced();
}

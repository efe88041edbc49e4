package dev.greengrocer.lab.dataset;

/** The names of the files in a prepared data set. */
public final class DatasetFiles {

  /** One row a sample: path, label, split, group, sha256, width, height. */
  public static final String MANIFEST = "manifest.csv";

  /** Croissant metadata with seed, content hash and options. */
  public static final String DATASET = "dataset.json";

  /** The label set with aliases and groups, in class-index order. */
  public static final String LABELS = "labels.yaml";

  /** One row a file that was left out: path and reason. */
  public static final String REJECTED = "rejected.csv";

  /** Everything that was found, for programs. */
  public static final String REPORT_JSON = "report.json";

  /** Everything that was found, for people. */
  public static final String REPORT_HTML = "report.html";

  /** The folder of the accepted photos, byte for byte as they were. */
  public static final String PHOTOS = "photos";

  private DatasetFiles() {}
}

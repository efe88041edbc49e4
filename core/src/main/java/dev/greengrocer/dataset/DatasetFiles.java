package dev.greengrocer.dataset;

/** The names of the files in a prepared data set. */
public final class DatasetFiles {

  /** One row a sample: path, label, split, group, sha256, width, height. */
  public static final String MANIFEST = "manifest.csv";

  /** Croissant metadata with seed, content hash and options. */
  public static final String DATASET = "dataset.json";

  /** The label set with aliases and groups, in class-index order. */
  public static final String LABELS = "labels.yaml";

  private DatasetFiles() {}
}

package dev.greengrocer.lab.dataset.prepare;

/**
 * How many photos a label has in each split.
 *
 * @param label its canonical name
 * @param group the name under which synonyms are counted as one
 * @param train photos in the training split
 * @param validation photos in the validation split
 * @param test photos in the test split
 */
public record LabelCount(String label, String group, int train, int validation, int test) {

  /** Photos in all splits. */
  public int total() {
    return train + validation + test;
  }
}

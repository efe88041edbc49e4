package dev.greengrocer.lab.dataset.prepare;

import dev.greengrocer.InvalidConfigurationException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who decides which photo goes into which split. */
public sealed interface SplitPlan {

  /** Says it as the command line does, for the record of the options. */
  String describe();

  /**
   * A stratified, group-aware, seeded split.
   *
   * @param train share of the training split
   * @param validation share of the validation split
   * @param test share of the test split
   */
  record Shares(int train, int validation, int test) implements SplitPlan {

    private static final Pattern FORMAT = Pattern.compile("(\\d{1,3})/(\\d{1,3})/(\\d{1,3})");

    /** Checks that the shares are percentages that leave something to train on. */
    public Shares {
      if (train < 1 || validation < 0 || test < 0 || train + validation + test != 100) {
        throw new InvalidConfigurationException(
            "split %d/%d/%d: train/validation/test must add up to 100, with train above 0"
                .formatted(train, validation, test));
      }
    }

    /** Reads shares such as {@code 80/10/10}. */
    public static Shares parse(String text) {
      Matcher matcher = FORMAT.matcher(text);
      if (!matcher.matches()) {
        throw new InvalidConfigurationException(
            "split '%s': give train/validation/test in percent, such as 80/10/10".formatted(text));
      }
      return new Shares(
          Integer.parseInt(matcher.group(1)),
          Integer.parseInt(matcher.group(2)),
          Integer.parseInt(matcher.group(3)));
    }

    @Override
    public String describe() {
      return "%d/%d/%d".formatted(train, validation, test);
    }
  }

  /** The split folders of the sources as they are; photos outside split folders go to train. */
  record Published() implements SplitPlan {
    @Override
    public String describe() {
      return "published";
    }
  }

  /**
   * The splits, groups and labels of a CSV file.
   *
   * @param file with the columns path, label, group, split and, if present, sha256; paths are
   *     relative to its own folder
   */
  record FromFile(Path file) implements SplitPlan {
    @Override
    public String describe() {
      return "file " + file.getFileName();
    }
  }
}

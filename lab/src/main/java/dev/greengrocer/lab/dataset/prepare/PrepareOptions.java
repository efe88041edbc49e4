package dev.greengrocer.lab.dataset.prepare;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.lab.dataset.DatasetOrigin;
import dev.greengrocer.lab.dataset.source.PhotoLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What to prepare, and how.
 *
 * @param sources folders or zips of photos
 * @param out the folder that will hold the data set
 * @param force whether a data set that lies there may be replaced
 * @param labelFile names, aliases and groups of the labels, instead of the built-in ones
 * @param splitPlan who decides on the splits
 * @param seed of the split
 * @param limits which photos are worth keeping
 * @param compareGroups a CSV file with the columns path and group whose groups are compared with
 *     the near-duplicates found
 * @param origin what the owner of the photos says of them
 */
public record PrepareOptions(
    List<Path> sources,
    Path out,
    boolean force,
    Optional<Path> labelFile,
    SplitPlan splitPlan,
    long seed,
    PhotoLimits limits,
    Optional<Path> compareGroups,
    DatasetOrigin origin) {

  /** Checks that there is a source. */
  public PrepareOptions {
    sources = List.copyOf(sources);
    if (sources.isEmpty()) {
      throw new InvalidConfigurationException("no source given; name a folder or zip of photos");
    }
  }

  /** Photos of unknown origin. */
  public PrepareOptions(
      List<Path> sources,
      Path out,
      boolean force,
      Optional<Path> labelFile,
      SplitPlan splitPlan,
      long seed,
      PhotoLimits limits,
      Optional<Path> compareGroups) {
    this(
        sources,
        out,
        force,
        labelFile,
        splitPlan,
        seed,
        limits,
        compareGroups,
        DatasetOrigin.UNKNOWN);
  }

  /** Split 80/10/10 with seed 42 and the built-in labels. */
  public static PrepareOptions of(List<Path> sources, Path out) {
    return new PrepareOptions(
        sources,
        out,
        false,
        Optional.empty(),
        new SplitPlan.Shares(80, 10, 10),
        42,
        PhotoLimits.DEFAULT,
        Optional.empty());
  }

  /** Everything that the result depends on, by option name, without places of this machine. */
  Map<String, String> describe(List<String> sourceNames) {
    Map<String, String> options = new TreeMap<>();
    options.put("sources", String.join(", ", sourceNames));
    options.put(
        "labels", labelFile.map(file -> String.valueOf(file.getFileName())).orElse("built-in"));
    options.put("split", splitPlan.describe());
    options.put("seed", Long.toString(seed));
    options.put("min-side", Integer.toString(limits.minSide()));
    options.put("max-aspect", Double.toString(limits.maxAspect()));
    options.put("max-pixels", Long.toString(limits.maxPixels()));
    return options;
  }
}

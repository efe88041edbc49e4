package dev.greengrocer.lab.evaluation;

import dev.greengrocer.LabelSet;
import dev.greengrocer.statistics.Proportion;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The figures of one set of labelled photos.
 *
 * @param name what people call the set; no two sets of an evaluation have the same
 * @param contentHash SHA-256 of the data that its photos are from
 * @param strict photos whose most probable label is right
 * @param merged the same with each group of synonyms counted as one
 * @param decisions what the model's decisions come to
 * @param risk wrong names by coverage, in the order in which the model's rule would accept photos,
 *     synonyms counted as one
 */
public record SetMetrics(
    String name,
    String contentHash,
    Proportion strict,
    Proportion merged,
    DecisionMetrics decisions,
    SelectiveRisk risk) {

  /** How many photos it has, at least one. */
  public long photos() {
    return strict.trials();
  }

  /**
   * Compares what was scanned with the truth.
   *
   * @param labels the model's
   * @param truths what each photo shows, as a label
   * @param scan of the same photos in the same order
   */
  static SetMetrics of(
      String name, String contentHash, LabelSet labels, List<String> truths, SetScan scan) {
    List<ScoredAnswer> groups =
        IntStream.range(0, truths.size())
            .mapToObj(
                i ->
                    new ScoredAnswer(
                        scan.acceptScores().get(i),
                        group(
                                labels,
                                scan.answers().get(i).prediction().groups(labels).get(0).label())
                            == group(labels, truths.get(i))))
            .toList();
    long strict =
        IntStream.range(0, truths.size())
            .filter(i -> scan.answers().get(i).prediction().best().label().equals(truths.get(i)))
            .count();
    long merged = groups.stream().filter(ScoredAnswer::correct).count();
    return new SetMetrics(
        name,
        contentHash,
        new Proportion(strict, truths.size()),
        new Proportion(merged, truths.size()),
        DecisionMetrics.of(labels, truths, scan.answers()),
        SelectiveRisk.of(groups));
  }

  private static int group(LabelSet labels, String label) {
    return labels.groupIndex(labels.indexOf(label));
  }
}

package dev.greengrocer.lab.evaluation;

import dev.greengrocer.inference.NetworkClassifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Measures a model on several sets of photos side by side: on the data set under evaluation, on
 * labelled photos from elsewhere, and on photos of nothing that it knows. For one thread.
 */
public final class SetsEvaluator {

  private final NetworkClassifier classifier;

  /** Borrows a classifier; its owner closes it. */
  public SetsEvaluator(NetworkClassifier classifier) {
    this.classifier = classifier;
  }

  /**
   * Measures. Unknown photos are told from those of the data set under evaluation.
   *
   * @param data under evaluation
   * @param further sets beside it
   * @param progress told after each photo of any set how many are done
   * @return the figures of each set; a name that was there before gets a number
   * @throws dev.greengrocer.InvalidImageException if a photo cannot be decoded
   */
  public EvaluatedSets evaluate(EvaluationData data, FurtherSets further, LongConsumer progress) {
    Names names = new Names(new HashSet<>());
    Counter counter = new Counter(progress);
    SetScan here = counter.scan(files(data.photos()));
    List<SetMetrics> labelled = new ArrayList<>();
    labelled.add(metrics(names.unique(nameOf(data)), data.contentHash(), data.photos(), here));
    for (FurtherSets.Labelled set : further.labelled()) {
      labelled.add(
          metrics(
              names.unique(set.name()),
              set.contentHash(),
              set.photos(),
              counter.scan(files(set.photos()))));
    }
    List<OodMetrics> unknown = new ArrayList<>();
    for (FurtherSets.Unknown set : further.unknown()) {
      unknown.add(
          OodMetrics.of(
              names.unique(set.name()), set.contentHash(), counter.scan(set.files()), here));
    }
    return new EvaluatedSets(labelled, unknown);
  }

  private SetMetrics metrics(
      String name, String contentHash, List<LabelledPhoto> photos, SetScan scan) {
    return SetMetrics.of(
        name,
        contentHash,
        classifier.labels(),
        photos.stream().map(LabelledPhoto::label).toList(),
        scan);
  }

  private static String nameOf(EvaluationData data) {
    return data.split().equals("all")
        ? data.name()
        : "%s (%s)".formatted(data.name(), data.split());
  }

  private static List<Path> files(List<LabelledPhoto> photos) {
    return photos.stream().map(LabelledPhoto::file).toList();
  }

  /** Scans one set after another, and counts the photos of all. */
  private final class Counter {

    private final LongConsumer progress;
    private long done;

    Counter(LongConsumer progress) {
      this.progress = progress;
    }

    SetScan scan(List<Path> photos) {
      SetScan scan = SetScan.of(classifier, photos, scanned -> progress.accept(done + scanned));
      done += photos.size();
      return scan;
    }
  }

  /** Names that are taken: folders at different places may have the same. */
  private record Names(Set<String> taken) {

    String unique(String name) {
      String free = name;
      for (int number = 2; !taken.add(free); number++) {
        free = "%s (%d)".formatted(name, number);
      }
      return free;
    }
  }
}

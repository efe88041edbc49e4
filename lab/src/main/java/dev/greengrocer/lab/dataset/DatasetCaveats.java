package dev.greengrocer.lab.dataset;

import dev.greengrocer.LabelSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a person must know before training on a data set or measuring with it. Stateless. */
public final class DatasetCaveats {

  /** Photos of a kind for training below which no network learns it well. */
  private static final int FEW_TO_LEARN = 20;

  /** Photos below which a measured share is uncertain by ten points or more. */
  private static final int FEW_TO_MEASURE = 100;

  /** So many names are listed. */
  private static final int NAMED = 5;

  private DatasetCaveats() {}

  /** Sentences, the gravest first; empty when there is nothing to say. */
  public static List<String> of(DatasetManifest manifest) {
    List<String> caveats = new ArrayList<>();
    if (kinds(manifest.labels()) == 1) {
      caveats.add(
          "The data set has one kind only, '%s': a model of it is always right by its own measure and cannot tell it from anything else; add photos of at least one other kind."
              .formatted(manifest.labels().get(0).name()));
    }
    Map<String, Integer> trained = trained(manifest);
    List<String> few =
        trained.entrySet().stream()
            .filter(entry -> entry.getValue() < FEW_TO_LEARN)
            .map(entry -> "%s (%d)".formatted(entry.getKey(), entry.getValue()))
            .toList();
    if (!few.isEmpty()) {
      caveats.add(
          "%d of %d labels have fewer than %d photos for training: %s%s; a model will hardly know them."
              .formatted(
                  few.size(),
                  trained.size(),
                  FEW_TO_LEARN,
                  few.stream().limit(NAMED).collect(Collectors.joining(", ")),
                  few.size() > NAMED ? ", …" : ""));
    }
    int held = manifest.samples(Split.VALIDATION).size();
    if (held < FEW_TO_MEASURE) {
      caveats.add(
          "%s for validation: figures on so few are uncertain, and hardly any answer can be accepted safely; %d or more are needed."
              .formatted(held == 1 ? "Only 1 photo" : "Only " + held + " photos", FEW_TO_MEASURE));
    }
    return caveats;
  }

  private static Map<String, Integer> trained(DatasetManifest manifest) {
    Map<String, Integer> photos = new TreeMap<>();
    manifest.labels().names().forEach(name -> photos.put(name, 0));
    for (Sample sample : manifest.samples(Split.TRAIN)) {
      photos.merge(sample.label(), 1, Integer::sum);
    }
    return photos;
  }

  private static long kinds(LabelSet labels) {
    return IntStream.range(0, labels.size()).map(labels::groupIndex).distinct().count();
  }
}

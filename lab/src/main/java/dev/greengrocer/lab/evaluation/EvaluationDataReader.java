package dev.greengrocer.lab.evaluation;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.Label;
import dev.greengrocer.LabelSet;
import dev.greengrocer.StorageException;
import dev.greengrocer.lab.dataset.DatasetFiles;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.DatasetManifests;
import dev.greengrocer.lab.dataset.Sample;
import dev.greengrocer.lab.dataset.Split;
import dev.greengrocer.lab.dataset.source.ImageFolder;
import dev.greengrocer.lab.dataset.source.PhotoKind;
import dev.greengrocer.lab.dataset.source.SourcePhoto;
import dev.greengrocer.lab.evaluation.EvaluationData.Leaks;
import dev.greengrocer.lab.evaluation.EvaluationData.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds the photos to evaluate a model on, and names their classes as the model does. */
public final class EvaluationDataReader {

  /** So many files that were left out are named when nothing else is left. */
  private static final int NAMED = 3;

  /** What the split of a folder without splits is called. */
  private static final String ALL = "all";

  private final LabelSet labels;
  private final boolean skipUnknown;

  /**
   * Reads for one model.
   *
   * @param labels the model's labels; folder names are looked up among their names and aliases
   * @param skipUnknown whether classes that the model does not know are left out and listed,
   *     instead of refused
   */
  public EvaluationDataReader(LabelSet labels, boolean skipUnknown) {
    this.labels = labels;
    this.skipUnknown = skipUnknown;
  }

  /**
   * Reads one split of a prepared data set, or a plain folder of class folders. Of a folder with
   * split folders only those of the split are taken.
   *
   * @throws InvalidDatasetException if the folder cannot be used, has no photo of the split, or has
   *     classes that the model does not know; all of these are named at once
   * @throws StorageException if a file cannot be read
   */
  public EvaluationData read(Path directory, Split split) {
    return read(directory, Optional.of(split));
  }

  /**
   * Reads all splits of a prepared data set, or all of a plain folder of class folders.
   *
   * @throws InvalidDatasetException as {@link #read(Path, Split)}
   * @throws StorageException if a file cannot be read
   */
  public EvaluationData readAll(Path directory) {
    return read(directory, Optional.empty());
  }

  private EvaluationData read(Path directory, Optional<Split> split) {
    return Files.exists(directory.resolve(DatasetFiles.MANIFEST))
        ? prepared(DatasetManifests.read(directory), split)
        : folder(ImageFolder.scan(directory, nameOf(directory)), directory, split);
  }

  private EvaluationData prepared(DatasetManifest manifest, Optional<Split> split) {
    List<Sample> samples = split.map(manifest::samples).orElseGet(manifest::samples);
    List<LabelledPhoto> photos =
        samples.stream()
            .map(sample -> new LabelledPhoto(sample.path(), manifest.file(sample), sample.label()))
            .toList();
    Set<String> leaking = new HashSet<>(manifest.leakingGroups());
    long leaked = samples.stream().filter(sample -> leaking.contains(sample.group())).count();
    samples.forEach(sample -> checkUnaltered(manifest.file(sample), sample));
    return labelled(
        manifest.directory(),
        Source.PREPARED,
        split.map(Split::id).orElse(ALL),
        photos,
        known -> manifest.contentHash(),
        new Leaks(leaking.size(), Math.toIntExact(leaked)),
        List.of(),
        0);
  }

  private EvaluationData folder(ImageFolder folder, Path directory, Optional<Split> split) {
    boolean hasSplits =
        split.isPresent()
            && folder.photos().stream().anyMatch(photo -> photo.publishedSplit().isPresent());
    List<String> skipped = new ArrayList<>();
    folder.strays().forEach(stray -> skipped.add(inside(folder, stray.path())));
    List<LabelledPhoto> photos = new ArrayList<>();
    for (SourcePhoto photo : folder.photos()) {
      if (hasSplits && !photo.publishedSplit().equals(split)) {
        continue;
      }
      String path = inside(folder, photo.path());
      PhotoKind kind = PhotoKind.of(photo.file());
      if (kind.isOffered()) {
        photos.add(new LabelledPhoto(path, photo.file(), photo.className()));
      } else {
        skipped.add("%s (%s)".formatted(path, kind.words()));
      }
    }
    return labelled(
        directory,
        Source.FOLDER,
        hasSplits ? split.map(Split::id).orElse(ALL) : ALL,
        photos,
        PhotoHashes::ofAll,
        Leaks.NONE,
        skipped.stream().sorted().toList(),
        folder.hiddenFiles());
  }

  /** The path without the folder's own name, which is no property of the photos. */
  private static String inside(ImageFolder folder, String path) {
    return path.substring(folder.name().length() + 1);
  }

  /** Replaces the data's class names by the model's labels. */
  private EvaluationData labelled(
      Path directory,
      Source source,
      String split,
      List<LabelledPhoto> photos,
      Function<List<LabelledPhoto>, String> hash,
      Leaks leaks,
      List<String> skipped,
      int hidden) {
    if (photos.isEmpty()) {
      throw new InvalidDatasetException(
          split.equals(ALL)
              ? "%s: no photo there%s; give a folder that holds some"
                  .formatted(directory, leftOut(skipped, hidden))
              : "%s: no photo in split '%s'%s; choose another with --split"
                  .formatted(directory, split, leftOut(skipped, hidden)));
    }
    List<SkippedClass> unknown = unknownClasses(photos);
    List<LabelledPhoto> known =
        photos.stream()
            .filter(photo -> labels.find(photo.label()).isPresent())
            .map(photo -> new LabelledPhoto(photo.path(), photo.file(), canonical(photo.label())))
            .sorted(Comparator.comparing(LabelledPhoto::path))
            .toList();
    if (!unknown.isEmpty() && (!skipUnknown || known.isEmpty())) {
      throw new InvalidDatasetException(refusal(directory, unknown, known.isEmpty()));
    }
    return new EvaluationData(
        nameOf(directory),
        source,
        split,
        known,
        hash.apply(known),
        leaks,
        unknown,
        skipped,
        hidden);
  }

  private static String leftOut(List<String> skipped, int hidden) {
    String names =
        skipped.stream().limit(NAMED).collect(Collectors.joining(", "))
            + (skipped.size() > NAMED ? ", …" : "");
    return skipped.isEmpty() && hidden == 0
        ? ""
        : ": left out %d files%s and %d hidden or of the system"
            .formatted(skipped.size(), names.isEmpty() ? "" : " (" + names + ")", hidden);
  }

  private List<SkippedClass> unknownClasses(List<LabelledPhoto> photos) {
    Map<String, Long> counts =
        photos.stream()
            .filter(photo -> labels.find(photo.label()).isEmpty())
            .collect(
                Collectors.groupingBy(LabelledPhoto::label, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .map(entry -> new SkippedClass(entry.getKey(), entry.getValue()))
        .toList();
  }

  private String canonical(String spelling) {
    return labels.find(spelling).map(Label::name).orElseThrow();
  }

  private String refusal(Path directory, List<SkippedClass> unknown, boolean all) {
    String names =
        unknown.stream().map(SkippedClass::name).collect(Collectors.joining("', '", "'", "'"));
    return all
        ? "%s: the model knows none of its classes: %s; it knows %s"
            .formatted(directory, names, labels.names())
        : ("%s: the model does not know the class%s %s;"
                + " rename the folders, or leave them out with --skip-unknown")
            .formatted(directory, unknown.size() == 1 ? "" : "es", names);
  }

  private static void checkUnaltered(Path file, Sample sample) {
    if (!Files.isRegularFile(file)) {
      throw new InvalidDatasetException(
          file + ": missing, although the manifest lists it; run prepare again");
    }
    if (!PhotoHashes.of(file).equals(sample.sha256())) {
      throw new InvalidDatasetException(
          file + ": not the photo that was prepared (its SHA-256 differs); run prepare again");
    }
  }

  private static String nameOf(Path directory) {
    try {
      return String.valueOf(directory.toRealPath().getFileName());
    } catch (IOException e) {
      // A folder that is not there is reported when it is scanned.
      return String.valueOf(directory.getFileName());
    }
  }
}

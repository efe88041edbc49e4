package dev.greengrocer.cli.evaluate;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.LabelSet;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.lab.dataset.source.LeftOut;
import dev.greengrocer.lab.dataset.source.PhotoWalk;
import dev.greengrocer.lab.decision.OutsidePhotos;
import dev.greengrocer.lab.evaluation.EvaluationData;
import dev.greengrocer.lab.evaluation.EvaluationDataReader;
import dev.greengrocer.lab.evaluation.LabelledPhoto;
import dev.greengrocer.model.DecisionRule.FittedOn;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the photos from elsewhere that a rule is fitted on, or that a model is measured on. Photos
 * of {@code --data} are left out, whatever they are called: the model was trained on some, and
 * others are for its test. So is each copy of a photo but the first, in whichever folder it is: a
 * photo counts once. For one command; not thread-safe.
 */
final class OutsideReader {

  private static final String NOTHING_KNOWN = "nothing that the model knows";

  private final LabelSet labels;
  private final Set<String> ownHashes;
  private final PrintWriter err;

  /** What was read before, by hash. */
  private final Map<String, Seen> seen = new HashMap<>();

  /** A photo that counts, and what it shows: a label, or nothing that the model knows. */
  private record Seen(Path file, String shows) {}

  /**
   * Reads for one model.
   *
   * @param labels the model's
   * @param ownHashes SHA-256 of each photo of {@code --data}
   * @param err told what is left out
   */
  OutsideReader(LabelSet labels, Set<String> ownHashes, PrintWriter err) {
    this.labels = labels;
    this.ownHashes = Set.copyOf(ownHashes);
    this.err = err;
  }

  /** Labelled photos; classes that the model does not know are left out and told. */
  OutsidePhotos.Known known(Path folder) {
    EvaluationData data = read(folder);
    data.skippedClasses()
        .forEach(
            skipped ->
                note(
                    folder,
                    skipped.photos(),
                    "of '%s', which the model does not know".formatted(skipped.name())));
    note(folder, data.skippedFiles().size(), "outside its class folders, or files that are none");
    List<LabelledPhoto> photos = new ArrayList<>();
    int own = 0;
    int copies = 0;
    for (LabelledPhoto photo : data.photos()) {
      if (isOwn(photo.file())) {
        own++;
      } else if (isCopy(photo.file(), "'%s'".formatted(photo.label()))) {
        copies++;
      } else {
        photos.add(photo);
      }
    }
    noteOwn(folder, own);
    noteCopies(folder, copies);
    check(folder, photos.isEmpty(), true);
    return new OutsidePhotos.Known(
        new FittedOn(data.name(), data.contentHash(), data.split(), photos.size()),
        photos.stream()
            .map(photo -> new OutsidePhotos.Photo(photo.file(), photo.label()))
            .toList());
  }

  /** Photos of nothing that the model knows; those in a folder named after a label are left out. */
  OutsidePhotos.Unknown unknown(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new InvalidDatasetException(
          Files.exists(folder)
              ? "--unknown %s: not a folder; give one that holds photos".formatted(folder)
              : "--unknown %s: no such folder; give one that holds photos".formatted(folder));
    }
    LeftOut leftOut = new LeftOut();
    List<Path> files = new ArrayList<>();
    Set<String> named = new TreeSet<>();
    int ofLabels = 0;
    int own = 0;
    int copies = 0;
    for (PhotoWalk walk = PhotoWalk.photos(folder, leftOut); walk.hasNext(); ) {
      Path file = walk.next();
      List<String> labelled = labelFolders(folder, file);
      if (!labelled.isEmpty()) {
        named.addAll(labelled);
        ofLabels++;
      } else if (isOwn(file)) {
        own++;
      } else if (isCopy(file, NOTHING_KNOWN)) {
        copies++;
      } else {
        files.add(file);
      }
    }
    if (leftOut.total() > 0) {
      err.println("note: %s: left out %s".formatted(folder, leftOut.words()));
    }
    note(folder, ofLabels, "in folders named after what the model knows: " + named);
    noteOwn(folder, own);
    noteCopies(folder, copies);
    check(folder, files.isEmpty(), ofLabels + own + copies > 0);
    return new OutsidePhotos.Unknown(
        new FittedOn(nameOf(folder), hash(folder, files), "all", files.size()), files);
  }

  private EvaluationData read(Path folder) {
    try {
      return new EvaluationDataReader(labels, true).readAll(folder);
    } catch (InvalidDatasetException e) {
      throw new InvalidDatasetException("--also " + e.getMessage(), e);
    }
  }

  /** Folders on the way to a file, the first included, that are named as a label of the model. */
  private List<String> labelFolders(Path folder, Path file) {
    List<String> names = new ArrayList<>();
    names.add(nameOf(folder));
    Path inside = folder.relativize(file);
    for (int i = 0; i < inside.getNameCount() - 1; i++) {
      names.add(inside.getName(i).toString());
    }
    return names.stream().filter(name -> labels.find(name).isPresent()).toList();
  }

  private boolean isOwn(Path file) {
    return ownHashes.contains(hash(file));
  }

  /**
   * Whether the same bytes were read before.
   *
   * @param shows what the photo shows, in words
   * @throws InvalidDatasetException if they were said to show something else
   */
  private boolean isCopy(Path file, String shows) {
    Seen first = seen.putIfAbsent(hash(file), new Seen(file, shows));
    if (first != null && !first.shows.equals(shows)) {
      throw new InvalidDatasetException(
          "%s is said to show %s, and %s, the same photo, to show %s; take one of them away"
              .formatted(first.file, first.shows, file, shows));
    }
    return first != null;
  }

  private void noteCopies(Path folder, long count) {
    note(folder, count, "that are there or in a folder before it already");
  }

  private void noteOwn(Path folder, long count) {
    note(folder, count, "that are in --data as well");
  }

  private void note(Path folder, long count, String which) {
    if (count > 0) {
      err.println(
          "note: %s: left out %d photo%s %s"
              .formatted(folder, count, count == 1 ? "" : "s", which));
      err.flush();
    }
  }

  private static void check(Path folder, boolean empty, boolean leftOut) {
    if (empty) {
      throw new InvalidDatasetException(
          "%s: no photo %s; give another folder or leave the option out"
              .formatted(folder, leftOut ? "left, because all there were left out" : "there"));
    }
  }

  private static String hash(Path folder, List<Path> files) {
    MessageDigest digest = Sha256.digest();
    for (Path file : files) {
      // The unit separator cannot be in a file's name.
      String path = folder.relativize(file).toString().replace('\\', '/');
      digest.update((path + "\u001f" + hash(file) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return Sha256.of(digest);
  }

  /** SHA-256 of a photo, by which copies are known. */
  static String hash(Path file) {
    try {
      return Sha256.ofFile(file);
    } catch (IOException e) {
      throw StorageException.reading(file, e);
    }
  }

  private static String nameOf(Path folder) {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }
}

package dev.greengrocer.cli.evaluate;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.LabelSet;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.Sample;
import dev.greengrocer.lab.decision.OutsidePhotos;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Photos from elsewhere, the same for every command that fits or measures a rule of decision. */
public final class OutsideOptions {

  @Option(
      names = "--also",
      arity = "1..*",
      paramLabel = "DIR",
      description =
          "Also labelled photos from elsewhere that the model was not trained on: a prepared data"
              + " set or class folders. Each folder is a set of its own.")
  private List<Path> also = new ArrayList<>();

  @Option(
      names = "--unknown",
      arity = "1..*",
      paramLabel = "DIR",
      description =
          "Also photos, in folders of any structure, that show nothing that the model knows. Each"
              + " folder is a set of its own.")
  private List<Path> unknown = new ArrayList<>();

  /** The folders of labelled photos, as they were given. */
  List<Path> also() {
    return List.copyOf(also);
  }

  /** The folders of unknown photos, as they were given. */
  List<Path> unknown() {
    return List.copyOf(unknown);
  }

  /**
   * Reads the folders.
   *
   * @param labels the model's
   * @param manifest the data set of the model, whose photos are left out
   * @param err told what is left out
   * @throws InvalidDatasetException if a folder cannot be used, is given twice, or holds no photo
   *     that is not left out
   */
  public OutsidePhotos read(LabelSet labels, DatasetManifest manifest, PrintWriter err) {
    return read(
        also,
        unknown,
        new OutsideReader(
            labels,
            manifest.samples().stream().map(Sample::sha256).collect(Collectors.toSet()),
            err));
  }

  /** Reads folders, each of which may be given once. */
  static OutsidePhotos read(List<Path> also, List<Path> unknown, OutsideReader reader) {
    refuseTwice(also, unknown);
    return new OutsidePhotos(
        also.stream().map(reader::known).toList(), unknown.stream().map(reader::unknown).toList());
  }

  private static void refuseTwice(List<Path> also, List<Path> unknown) {
    Set<Path> given = new HashSet<>();
    Stream.concat(also.stream(), unknown.stream())
        .filter(folder -> !given.add(place(folder)))
        .findFirst()
        .ifPresent(
            folder -> {
              throw new InvalidDatasetException(
                  "%s: given twice with --also or --unknown; give each folder once"
                      .formatted(folder));
            });
  }

  private static Path place(Path folder) {
    try {
      return Files.exists(folder) ? folder.toRealPath() : folder.toAbsolutePath().normalize();
    } catch (IOException e) {
      // A folder that cannot be resolved is reported when it is read.
      return folder.toAbsolutePath().normalize();
    }
  }
}

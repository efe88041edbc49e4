package dev.greengrocer.cli.evaluate;

import dev.greengrocer.LabelSet;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.decision.OutsidePhotos;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Photos from elsewhere, the same for every command that fits a rule of decision. */
public final class OutsideOptions {

  @Option(
      names = "--also",
      arity = "1..*",
      paramLabel = "DIR",
      description =
          "Also fit on labelled photos from elsewhere that the model was not trained on: a prepared"
              + " data set or class folders. Each folder is a set of its own.")
  private List<Path> also = new ArrayList<>();

  @Option(
      names = "--unknown",
      arity = "1..*",
      paramLabel = "DIR",
      description =
          "Also fit on photos, in folders of any structure, that show nothing that the model knows."
              + " Each folder is a set of its own.")
  private List<Path> unknown = new ArrayList<>();

  /**
   * Reads the folders.
   *
   * @param labels the model's
   * @param manifest the data set of the model, whose photos are left out
   * @param err told what is left out
   */
  public OutsidePhotos read(LabelSet labels, DatasetManifest manifest, PrintWriter err) {
    OutsideReader reader = new OutsideReader(labels, manifest, err);
    return new OutsidePhotos(
        also.stream().map(reader::known).toList(), unknown.stream().map(reader::unknown).toList());
  }
}

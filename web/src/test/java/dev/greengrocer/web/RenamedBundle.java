package dev.greengrocer.web;

import dev.greengrocer.LabelSet;
import dev.greengrocer.model.Measurement;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.model.ModelDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The network of a bundle under another name. */
public final class RenamedBundle {

  private RenamedBundle() {}

  /**
   * Writes one, without a rule for decisions.
   *
   * @param place where; what it lies in is made
   */
  public static ModelBundle write(
      ModelBundle bundle, Path place, String name, LabelSet labels, List<Measurement> measurements)
      throws IOException {
    ModelDescription description = bundle.description();
    Files.createDirectories(place.getParent());
    return ModelBundles.write(
        place,
        bundle.modelFile(),
        new ModelDescription(
            name,
            description.network(),
            labels,
            description.preprocessing(),
            description.provenance(),
            measurements),
        "# " + name);
  }
}

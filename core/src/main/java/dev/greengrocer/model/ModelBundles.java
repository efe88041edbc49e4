package dev.greengrocer.model;

import dev.greengrocer.GreengrocerException;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.FolderTree;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.files.StagedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads and writes model bundles. Stateless; a bundle is there whole or not at all.
 *
 * <pre>{@code
 * ModelBundle model = ModelBundles.open(bundle); // checks every file
 * System.out.println(model.name() + " knows " + model.labels().names());
 *
 * ModelBundles.write(out, model.modelFile(), model.description(), "# A copy under another name");
 * ModelBundle copy = ModelBundles.open(out);
 * assert copy.modelSha256().equals(model.modelSha256());
 * }</pre>
 */
public final class ModelBundles {

  private ModelBundles() {}

  /**
   * Opens a bundle and checks it: every file is there, {@code bundle.json} is complete and
   * consistent, and {@code model.onnx} is the file that was written.
   *
   * @throws InvalidModelException if anything is missing, altered or of another format
   * @throws StorageException if a file is there but cannot be read
   */
  public static ModelBundle open(Path directory) {
    StagedFolder.recover(directory);
    if (!Files.isDirectory(directory)) {
      throw new InvalidModelException(
          "%s: no model bundle there; give the folder that holds %s and %s"
              .formatted(directory, ModelBundle.METADATA, ModelBundle.MODEL));
    }
    for (String name : List.of(ModelBundle.METADATA, ModelBundle.MODEL, ModelBundle.CARD)) {
      if (!Files.isRegularFile(directory.resolve(name))) {
        throw new InvalidModelException(
            "%s: '%s' is missing, so this is not a whole model bundle; copy it again or export the model anew"
                .formatted(directory, name));
      }
    }
    Path metadata = directory.resolve(ModelBundle.METADATA);
    try {
      BundleFile file = BundleFile.parse(Files.readAllBytes(metadata), metadata);
      ModelBundle bundle = new ModelBundle(directory, describe(file, metadata), file.modelSha256());
      checkHash(bundle.modelFile(), bundle.modelSha256());
      if (bundle.hasFeatures()) {
        checkHash(bundle.featuresFile(), bundle.featuresSha256());
      }
      counts(bundle);
      return bundle;
    } catch (IOException e) {
      throw new StorageException(directory + ": cannot be read: " + reason(e), e);
    }
  }

  /**
   * Writes a bundle beside its place and moves it there when it is whole. A bundle that was there
   * before is replaced; anything else is left alone.
   *
   * @param directory where the bundle will be
   * @param onnx the network in ONNX format; it is copied
   * @param description everything else about the model, without a decision rule that needs features
   * @param card the text of {@code model-card.md}, such as {@link ModelCard#markdown} writes
   * @return the bundle in its place
   * @throws StorageException if it cannot be written; then nothing of it is left behind
   * @throws dev.greengrocer.InvalidConfigurationException if another program is writing this bundle
   */
  public static ModelBundle write(
      Path directory, Path onnx, ModelDescription description, String card) {
    return write(directory, onnx, description, Optional.empty(), List.of(), card);
  }

  private static ModelBundle write(
      Path directory,
      Path onnx,
      ModelDescription description,
      Optional<FeatureSpace> space,
      List<EvaluationCounts> counts,
      String card) {
    try (StagedFolder staged = StagedFolder.open(directory, ModelBundles::checkFree)) {
      Path bundle = staged.path();
      Files.copy(onnx, bundle.resolve(ModelBundle.MODEL));
      String sha256 = Sha256.ofFile(bundle.resolve(ModelBundle.MODEL));
      Files.write(
          bundle.resolve(ModelBundle.METADATA), BundleFile.of(description, sha256).toJson());
      Files.writeString(bundle.resolve(ModelBundle.CARD), card);
      if (space.isPresent()) {
        Files.write(bundle.resolve(ModelBundle.FEATURES), space.get().toNpy());
      }
      if (!counts.isEmpty()) {
        Files.write(bundle.resolve(ModelBundle.COUNTS), CountsFile.toJson(sha256, counts));
      }
      staged.moveIntoPlace();
      return new ModelBundle(directory, description, sha256);
    } catch (IOException e) {
      throw new StorageException(
          "%s: the model bundle cannot be written: %s".formatted(directory, reason(e)), e);
    }
  }

  /**
   * Writes measurements and a new card into a bundle; the weights stay as they are.
   *
   * @param counts what the evaluations counted; replaces any earlier ones
   * @return the bundle with its measurements
   * @throws StorageException if it cannot be written; then the bundle is as it was
   */
  public static ModelBundle measure(
      ModelBundle bundle,
      List<Measurement> measurements,
      List<EvaluationCounts> counts,
      String card) {
    ModelDescription description = bundle.description().withMeasurements(measurements);
    return write(
        bundle.directory(), bundle.modelFile(), description, featureSpace(bundle), counts, card);
  }

  /**
   * Writes a decision rule and a new card into a bundle, in the place of any earlier rule; the
   * weights stay as they are. What was counted with the earlier rule is taken out.
   *
   * @param description everything about the model, with the rule
   * @return the bundle with its rule
   * @throws StorageException if it cannot be written; then the bundle is as it was
   */
  public static ModelBundle decide(
      ModelBundle bundle, ModelDescription description, FittedDecision decision, String card) {
    return write(bundle.directory(), bundle.modelFile(), description, decision, card);
  }

  /**
   * Writes a bundle with a decision rule, as {@link #write(Path, Path, ModelDescription, String)}
   * writes one without.
   *
   * @param description everything else about the model; a rule in it is replaced
   */
  public static ModelBundle write(
      Path directory,
      Path onnx,
      ModelDescription description,
      FittedDecision decision,
      String card) {
    return write(
        directory,
        onnx,
        description.withDecision(decision.rule()),
        decision.space(),
        List.of(),
        card);
  }

  /**
   * The text of a bundle's {@code model-card.md}.
   *
   * @throws StorageException if it cannot be read
   */
  public static String card(ModelBundle bundle) {
    Path file = bundle.directory().resolve(ModelBundle.CARD);
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw StorageException.reading(file, e);
    }
  }

  /**
   * The feature space that a bundle's decision rule asks for; empty when it asks for none.
   *
   * @throws InvalidModelException if it is damaged
   * @throws StorageException if it cannot be read
   */
  public static Optional<FeatureSpace> featureSpace(ModelBundle bundle) {
    if (!bundle.hasFeatures()) {
      return Optional.empty();
    }
    Path file = bundle.featuresFile();
    boolean tellsUnknown = bundle.decision().flatMap(DecisionRule::correction).isPresent();
    try {
      return Optional.of(FeatureSpace.ofNpy(Files.readAllBytes(file), tellsUnknown, file));
    } catch (IOException e) {
      throw StorageException.reading(file, e);
    }
  }

  /**
   * What evaluations counted with a bundle; empty when none has been recorded since its rule was
   * fitted, and in bundles of earlier programs.
   *
   * @throws InvalidModelException if the file is damaged or about another model
   * @throws StorageException if it cannot be read
   */
  public static List<EvaluationCounts> counts(ModelBundle bundle) {
    Path file = bundle.countsFile();
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try {
      return CountsFile.parse(Files.readAllBytes(file), bundle, file);
    } catch (IOException e) {
      throw StorageException.reading(file, e);
    }
  }

  private static ModelDescription describe(BundleFile file, Path metadata) {
    try {
      ModelDescription description = file.description();
      BundleLabels.check(description.labels());
      return description;
    } catch (GreengrocerException e) {
      throw new InvalidModelException(
          "%s: %s; export the model anew".formatted(metadata, e.getMessage()), e);
    }
  }

  private static void checkHash(Path file, String expected) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidModelException(
          "%s: missing, although %s asks for it; copy the bundle again"
              .formatted(file, ModelBundle.METADATA));
    }
    String actual = Sha256.ofFile(file);
    if (!actual.equals(expected)) {
      throw new InvalidModelException(
          "%s: altered or damaged: its SHA-256 is %s, but %s says %s; copy the bundle again"
              .formatted(file, actual, ModelBundle.METADATA, expected));
    }
  }

  /**
   * Reads the operators of a bundle's network, and checks before it is loaded that all its weights
   * are in its own file, whose hash is known.
   *
   * @throws InvalidModelException if some are not, or if the file is no ONNX file
   * @throws StorageException if it cannot be read
   */
  public static OnnxGraph network(ModelBundle bundle) {
    Path file = bundle.modelFile();
    boolean elsewhere;
    OnnxGraph network;
    try {
      byte[] onnx = Files.readAllBytes(file);
      elsewhere = OnnxExternalData.isIn(onnx);
      network = OnnxGraph.read(onnx);
    } catch (IOException e) {
      throw StorageException.reading(file, e);
    } catch (IllegalArgumentException e) {
      throw new InvalidModelException(
          "%s: cannot load it: no ONNX file (%s); export the model anew"
              .formatted(file, e.getMessage()),
          e);
    }
    if (elsewhere) {
      throw new InvalidModelException(
          "%s: keeps weights in other files, which its SHA-256 does not cover; export it with all weights inside"
              .formatted(file));
    }
    return network;
  }

  private static void checkFree(Path place) throws IOException {
    if (!Files.exists(place) || Files.exists(place.resolve(ModelBundle.METADATA))) {
      return;
    }
    if (!Files.isDirectory(place) || !FolderTree.list(place).isEmpty()) {
      throw new StorageException(
          place + ": exists and is not a model bundle; choose another place or remove it");
    }
  }

  private static String reason(IOException failure) {
    return failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }
}

package dev.greengrocer.training;

import dev.greengrocer.StorageException;
import dev.greengrocer.files.AtomicFile;
import dev.greengrocer.files.FolderTree;
import dev.greengrocer.model.FittedDecision;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.model.ModelCard;
import dev.greengrocer.model.ModelDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A bundle that is beside its place until it is known to be good. Closing it removes what was not
 * accepted.
 */
final class UncheckedBundle implements AutoCloseable {

  private final Path place;
  private final ModelBundle bundle;

  private UncheckedBundle(Path place, ModelBundle bundle) {
    this.place = place;
    this.bundle = bundle;
  }

  /**
   * Writes a bundle beside its place, and the folders above it.
   *
   * @throws StorageException if it cannot be written; then nothing of it is left behind
   */
  static UncheckedBundle write(Path place, byte[] onnx, ModelDescription description) {
    Path unchecked = sibling(place, ".unchecked");
    Path file = sibling(place, ".onnx");
    try {
      Files.createDirectories(file.resolveSibling("."));
      AtomicFile.write(file, onnx);
      return new UncheckedBundle(
          place, ModelBundles.write(unchecked, file, description, ModelCard.markdown(description)));
    } catch (IOException e) {
      throw StorageException.writing(place, e);
    } finally {
      delete(file);
    }
  }

  /** The bundle where it is now. */
  ModelBundle bundle() {
    return bundle;
  }

  /** Puts it in its place. */
  ModelBundle accept() {
    ModelDescription description = bundle.description();
    return ModelBundles.write(
        place, bundle.modelFile(), description, ModelCard.markdown(description));
  }

  /** Puts it in its place with a rule of decision. */
  ModelBundle accept(FittedDecision decision) {
    ModelDescription description = bundle.description().withDecision(decision.rule());
    return ModelBundles.write(
        place, bundle.modelFile(), description, decision, ModelCard.markdown(description));
  }

  @Override
  public void close() {
    delete(bundle.directory());
  }

  private static Path sibling(Path place, String suffix) {
    Path absolute = place.toAbsolutePath().normalize();
    return absolute.resolveSibling("." + absolute.getFileName() + suffix);
  }

  private static void delete(Path path) {
    try {
      FolderTree.delete(path);
    } catch (IOException e) {
      throw StorageException.writing(path, e);
    }
  }
}

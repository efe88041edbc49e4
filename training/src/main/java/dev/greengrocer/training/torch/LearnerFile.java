package dev.greengrocer.training.torch;

import dev.greengrocer.InvalidModelException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.AtomicFile;
import dev.greengrocer.training.network.NetworkSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.InputArchive;
import org.bytedeco.pytorch.OutputArchive;
import org.jspecify.annotations.Nullable;

/**
 * Everything a learner knows in one file, so that a crash leaves either the old state or the new
 * and never half of each.
 */
@SuppressWarnings("try") // Scopes and guards act by being open.
final class LearnerFile {

  static final String NAME = "learner.pt";

  private LearnerFile() {}

  /**
   * Writes the file beside its place, waits for the disk, and moves it.
   *
   * @throws StorageException if it cannot be written
   */
  static void write(
      Path directory,
      long steps,
      TorchWeights weights,
      @Nullable TorchWeights average,
      TorchOptimizer optimizer) {
    Path file = directory.resolve(NAME);
    try (PointerScope scope = new PointerScope()) {
      Files.createDirectories(directory);
      OutputArchive archive = new OutputArchive();
      archive.write("steps", new IValue(steps));
      archive.write("weights", archiveOf(weights));
      if (average != null) {
        archive.write("average", archiveOf(average));
      }
      OutputArchive state = new OutputArchive();
      optimizer.write(state);
      archive.write("optimizer", state);
      // By way of Java: libtorch's own file writer ends the whole program when the disk is full.
      ArchiveBytes bytes = new ArchiveBytes();
      archive.save_to(bytes);
      AtomicFile.stream(file, bytes::writeTo);
    } catch (IOException | RuntimeException e) {
      throw new StorageException(
          "%s: cannot be written (%s); free space or check the permissions of %s, then resume"
              .formatted(file, firstLine(e), directory),
          e);
    }
  }

  private static OutputArchive archiveOf(TorchWeights weights) {
    OutputArchive archive = new OutputArchive();
    weights.write(archive);
    return archive;
  }

  /**
   * Reads what {@link #write} wrote for the same network and options.
   *
   * @return the number of steps taken
   * @throws StorageException if there is no such file
   * @throws InvalidModelException if it is damaged or belongs to another network
   */
  static long read(
      Path directory,
      NetworkSpec network,
      TorchWeights weights,
      @Nullable TorchWeights average,
      TorchOptimizer optimizer) {
    Path file = directory.resolve(NAME);
    if (!Files.isReadable(file)) {
      throw new StorageException("%s: no such file, or not readable".formatted(file));
    }
    try (PointerScope scope = new PointerScope()) {
      InputArchive archive = new InputArchive();
      archive.load_from(file.toString());
      IValue steps = new IValue();
      archive.read("steps", steps);
      weights.read(part(archive, "weights"));
      if (average != null) {
        average.read(part(archive, "average"));
      }
      optimizer.read(part(archive, "optimizer"));
      return steps.toInt();
    } catch (RuntimeException e) {
      throw new InvalidModelException(
          "%s: not the state of a learner of %s with these options (%s); resume from another"
                  .formatted(file, network.name(), firstLine(e))
              + " checkpoint or start anew",
          e);
    }
  }

  private static InputArchive part(InputArchive archive, String name) {
    InputArchive part = new InputArchive();
    archive.read(name, part);
    return part;
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }
}

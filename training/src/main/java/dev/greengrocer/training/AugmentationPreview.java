package dev.greengrocer.training;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.AtomicFile;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.training.data.Batch;
import dev.greengrocer.training.data.ContactSheet;
import dev.greengrocer.training.data.EpochBatches;
import dev.greengrocer.training.loop.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Shows what training will see, before anything is trained. */
public final class AugmentationPreview {

  private AugmentationPreview() {}

  /**
   * Writes the first batch of the first epoch as a contact sheet.
   *
   * @param request as for a {@link TrainingJob}; its run is not touched
   * @param sheet the PNG file
   * @throws InvalidConfigurationException if there is such a file already
   * @throws StorageException if it cannot be written
   */
  public static void write(TrainingRequest request, Path sheet) {
    if (Files.exists(sheet, LinkOption.NOFOLLOW_LINKS)) {
      throw new InvalidConfigurationException(
          "--show-augmentation %s: is there already; give another name or remove it"
              .formatted(sheet));
    }
    TrainingPlan plan = TrainingPlan.of(request);
    TrainingConfig config = plan.config();
    DatasetManifest manifest = plan.manifest();
    try (TrainingInputs inputs = TrainingInputs.open(manifest, config, Optional.empty());
        EpochBatches batches = inputs.loader().epoch(1)) {
      Batch first = batches.iterator().next();
      byte[] png = new ContactSheet(config.preprocessing()).png(first);
      Path folder = sheet.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      AtomicFile.write(sheet, png);
    } catch (IOException e) {
      throw StorageException.writing(sheet, e);
    }
  }
}

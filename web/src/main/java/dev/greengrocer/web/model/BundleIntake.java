package dev.greengrocer.web.model;

import dev.greengrocer.StorageException;
import dev.greengrocer.files.FolderTree;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/**
 * Puts a bundle that comes as a ZIP file in the catalog: unpacked while it comes into a folder
 * beside its place, opened as a swap would open it, and then tried on the shop's own photos.
 * Thread-safe.
 */
@Component
class BundleIntake {

  /** What a server needs beside the bundle, to go on keeping books. */
  private static final long LEFT_FREE = 64L * 1024 * 1024;

  /** The weights of a network hardly become smaller in a ZIP file. */
  private static final int UNPACKED = 2;

  private final ModelCatalog catalog;
  private final ModelTrial trial;
  private final AuditLog audit;

  BundleIntake(ModelCatalog catalog, ModelTrial trial, AuditLog audit) {
    this.catalog = catalog;
    this.trial = trial;
    this.audit = audit;
  }

  /**
   * A bundle that is in the catalog.
   *
   * @param name what it is called there
   * @param isTried whether it is being tried; else another one is
   */
  record Taken(String name, boolean isTried) {}

  /** Whether a bundle of a name is in the catalog. */
  boolean has(String name) {
    return catalog.directory(name).isPresent();
  }

  /**
   * Takes a bundle.
   *
   * @param file the name of the ZIP file
   * @param length the bytes that it is going to have; the most that it may have when unknown
   * @throws RefusedException if it is no bundle, its name is taken or the disk has no room
   */
  Taken take(Actor actor, String file, InputStream archive, long length) {
    String name = BundleArchive.name(file);
    Path place = catalog.models().resolve(name);
    if (has(name)) {
      throw new RefusedException(
          Problem.CONFLICT,
          "There is a bundle '%s' already; give the ZIP file another name".formatted(name));
    }
    requireRoom(usable(catalog.models()), length);
    BundleArchive.unpack(archive, place);
    checkOrRemove(place);
    audit.record(actor, AuditEntry.Kind.MODEL, name, "uploaded", null, null);
    return new Taken(name, trial.begin(actor, name));
  }

  /** Whether the disk has room for a bundle and for the books beside it. */
  static void requireRoom(long usable, long length) {
    if (usable < UNPACKED * length + LEFT_FREE) {
      throw new RefusedException(
          Problem.STORAGE_FULL,
          "The disk has %d MB free, and a bundle of %d MB needs %d MB; make room first"
              .formatted(usable >> 20, length >> 20, (UNPACKED * length + LEFT_FREE) >> 20));
    }
  }

  private static long usable(Path models) {
    try {
      Files.createDirectories(models);
      return Files.getFileStore(models).getUsableSpace();
    } catch (IOException e) {
      throw StorageException.writing(models, e);
    }
  }

  /** Opens it as a swap would; what does not pass leaves the catalog. */
  private static void checkOrRemove(Path place) {
    try {
      LoadedModel.open(place).release();
    } catch (RuntimeException e) {
      try {
        FolderTree.delete(place);
      } catch (IOException left) {
        e.addSuppressed(StorageException.writing(place, left));
      }
      throw e;
    }
  }
}

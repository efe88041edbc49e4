package dev.greengrocer.web.model;

import dev.greengrocer.StorageException;
import dev.greengrocer.files.StagedFolder;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.model.ModelBundle;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * A bundle in a ZIP file becomes a folder in the catalog: its files at the top, or in one folder.
 * What the archive calls its files decides no place on the disk, and what it holds no more than a
 * bundle may.
 */
final class BundleArchive {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final int MOST_FILES = 20;
  private static final long MOST_BYTES = 512L * 1024 * 1024;
  private static final int BUFFER = 64 * 1024;

  private BundleArchive() {}

  /**
   * The name that a bundle gets in the catalog: the archive's.
   *
   * @param file the name of the archive, such as {@code spring-2027.zip}
   * @throws RefusedException if it is no name of a folder
   */
  static String name(String file) {
    String last = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    String name =
        last.toLowerCase(Locale.ROOT).endsWith(".zip")
            ? last.substring(0, last.length() - 4)
            : last;
    if (!NAME.matcher(name).matches()) {
      throw refused(
          "Call the ZIP file as the bundle is to be called: letters, digits, dots and dashes, such"
              + " as spring-2027.zip");
    }
    return name;
  }

  /**
   * Unpacks a bundle into its place. Whether it is in order is for its opening to say.
   *
   * @throws RefusedException if the archive is none, or holds no bundle
   * @throws StorageException if it cannot be written
   */
  static void unpack(InputStream archive, Path place) {
    try (StagedFolder staged = StagedFolder.open(place, BundleArchive::refuseTaken);
        ZipInputStream zip = new ZipInputStream(archive)) {
      unpack(zip, staged.path());
      if (!Files.isRegularFile(staged.path().resolve(ModelBundle.METADATA))) {
        throw refused(
            "The file is no ZIP file of a bundle: it holds no %s".formatted(ModelBundle.METADATA));
      }
      staged.moveIntoPlace();
    } catch (ZipException | IllegalArgumentException e) {
      throw new RefusedException(
          Problem.UNPROCESSABLE, "The ZIP file is damaged; make it again", e);
    } catch (IOException e) {
      throw StorageException.writing(place, e);
    }
  }

  private static void refuseTaken(Path place) {
    if (Files.exists(place)) {
      throw new RefusedException(
          Problem.CONFLICT,
          "There is a bundle '%s' already; give the ZIP file another name"
              .formatted(place.getFileName()));
    }
  }

  private static void unpack(ZipInputStream zip, Path folder) throws IOException {
    long left = MOST_BYTES;
    int files = 0;
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
      if (entry.isDirectory() || name.startsWith(".") || entry.getName().startsWith("__MACOSX/")) {
        continue;
      }
      if (++files > MOST_FILES || !FILE.matcher(name).matches()) {
        throw refused(
            "The ZIP file holds what no bundle does: '%s'"
                .formatted(name.substring(0, Math.min(60, name.length()))));
      }
      Path file = folder.resolve(name);
      if (Files.exists(file)) {
        throw refused("The ZIP file holds '%s' twice".formatted(name));
      }
      left -= copy(zip, file, left);
    }
  }

  /** A small archive may hold very much. */
  private static long copy(InputStream from, Path file, long most) throws IOException {
    long written = 0;
    byte[] buffer = new byte[BUFFER];
    try (OutputStream to = Files.newOutputStream(file)) {
      for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
        written += count;
        if (written > most) {
          throw refused("The ZIP file holds more than %d MB".formatted(MOST_BYTES >> 20));
        }
        to.write(buffer, 0, count);
      }
    }
    return written;
  }

  private static RefusedException refused(String words) {
    return new RefusedException(Problem.UNPROCESSABLE, words);
  }
}

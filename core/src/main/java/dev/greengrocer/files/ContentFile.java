package dev.greengrocer.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file whose name tells its content, such as a photo that is named by its hash. Several threads
 * and programs may write the same one at the same moment: each writes beside its place under a name
 * of its own, and whichever comes last leaves the file as it is. Only its owner may read it.
 * Stateless.
 *
 * <pre>{@code
 * ContentFile.write(folder.resolve(Sha256.of(bytes)), out -> out.write(bytes));
 * }</pre>
 */
public final class ContentFile {

  private static final String PARTIAL = ".partial";

  private ContentFile() {}

  /**
   * Writes a file, with the folders that it lies in. Its content is forced to the disk before it
   * gets its name, which must not outlive a power cut without it; the name itself is not, since a
   * file that is missing is written again.
   *
   * @throws IOException if it cannot be written; then nothing of it is left behind
   */
  public static void write(Path place, AtomicFile.Content content) throws IOException {
    Files.createDirectories(place.getParent());
    Path partial = Files.createTempFile(place.getParent(), ".", PARTIAL);
    try {
      try (OutputStream out = Files.newOutputStream(partial)) {
        content.writeTo(out);
      }
      FolderTree.force(partial);
      AtomicFile.moveUnforced(partial, place);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /** Whether a file is half of one, which a process that was killed left behind. */
  public static boolean isPartial(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith(".") && name.endsWith(PARTIAL);
  }
}

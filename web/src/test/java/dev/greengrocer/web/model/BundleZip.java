package dev.greengrocer.web.model;

import dev.greengrocer.files.FolderTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** ZIP files of bundles, as people make them. */
public final class BundleZip {

  private BundleZip() {}

  /**
   * A folder's files.
   *
   * @param prefix before the name of each, such as {@code folder/}
   */
  public static byte[] of(String prefix, Path bundle) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Path file : FolderTree.list(bundle)) {
        zip.putNextEntry(new ZipEntry(prefix + file.getFileName()));
        Files.copy(file, zip);
      }
    }
    return bytes.toByteArray();
  }
}

package dev.greengrocer.image;

import dev.greengrocer.InvalidImageException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.RegularFile;
import dev.greengrocer.files.TemporaryFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The system's libheif, by the command that comes with it: reads HEIC and AVIF where it is
 * installed. It runs as a process of its own with bounds on time, memory and output, so that a
 * hostile file harms nothing else. Thread-safe.
 */
final class HeifTool {

  private static final List<String> NAMES = List.of("heif-dec", "heif-convert");
  private static final int SECONDS = 30;
  private static final int MEGABYTES = 2_000;

  private static final Optional<Path> FOUND = find(System.getenv("PATH"));

  private HeifTool() {}

  /** Whether HEIC and AVIF can be read on this machine. */
  static boolean found() {
    return FOUND.isPresent();
  }

  /**
   * Turns a photo into a PNG that is upright.
   *
   * @param bytes HEIC or AVIF
   * @param name what to call them in a message
   * @param limit most bytes that the PNG may have
   * @throws InvalidImageException if libheif cannot read it within its bounds
   * @throws StorageException if the temporary folder cannot be written
   */
  static byte[] toPng(byte[] bytes, String name, long limit) {
    Path tool = FOUND.orElseThrow();
    try (TemporaryFolder folder = TemporaryFolder.open("heif")) {
      Path photo = Files.write(folder.path().resolve("photo.heic"), bytes);
      Path png = folder.path().resolve("photo.png");
      if (!run(tool, photo, png, limit)) {
        throw unreadable(name, "libheif gives up on it");
      }
      // An image with several pictures becomes photo-1.png, photo-2.png …; the first is the photo.
      Path first = Files.exists(png) ? png : folder.path().resolve("photo-1.png");
      long size = Files.exists(first) ? RegularFile.size(first) : 0;
      if (size == 0 || size > limit) {
        throw unreadable(name, size == 0 ? "libheif finds no picture in it" : "it is too large");
      }
      return Files.readAllBytes(first);
    } catch (IOException e) {
      throw new StorageException(
          "%s: cannot be converted in %s (%s); check its permissions and the free space"
              .formatted(name, System.getProperty("java.io.tmpdir"), e.getMessage()),
          e);
    }
  }

  private static boolean run(Path tool, Path photo, Path png, long limit) throws IOException {
    String bounds =
        "ulimit -t %d; ulimit -v %d; ulimit -f %d; exec \"$@\""
            .formatted(SECONDS, MEGABYTES * 1024, limit / 512 + 1);
    Process process =
        new ProcessBuilder(
                "sh", "-c", bounds, "sh", tool.toString(), photo.toString(), png.toString())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.destroyForcibly();
    }
  }

  private static InvalidImageException unreadable(String name, String why) {
    return new InvalidImageException(
        "%s: damaged HEIC or AVIF: %s; remove it or convert it to JPEG".formatted(name, why));
  }

  /** The first of the commands on a search path; none on systems without a POSIX shell. */
  static Optional<Path> find(@Nullable String searchPath) {
    if (searchPath == null || !Files.isExecutable(Path.of("/bin/sh"))) {
      return Optional.empty();
    }
    return NAMES.stream()
        .flatMap(
            name ->
                Stream.of(searchPath.split(File.pathSeparator))
                    .filter(folder -> folder.startsWith("/"))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}

package dev.greengrocer.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of some megabytes, which only root can mount. Linux alone. */
public final class SmallDisk {

  private SmallDisk() {}

  /** Mounts one over a folder; false where that is not allowed. */
  public static boolean mount(Path place, int megabytes) throws IOException {
    return run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", place.toString());
  }

  public static void unmount(Path place) throws IOException {
    assertThat(run("umount", "--lazy", place.toString())).isTrue();
  }

  private static boolean run(String... command) throws IOException {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Writes a file until nothing more fits beside it. */
  public static void fill(Path file) throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("No space left")) {
        throw e;
      }
    }
  }
}

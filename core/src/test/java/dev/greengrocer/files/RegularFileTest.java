package dev.greengrocer.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class RegularFileTest {

  @TempDir private Path folder;

  @Test
  void first_bytes_of_a_file_are_read() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[] {1, 2, 3});
    assertThat(RegularFile.read(file, 2)).containsExactly(1, 2);
    assertThat(RegularFile.read(file, 9)).containsExactly(1, 2, 3);
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertThat(RegularFile.read(link, 9)).containsExactly(1, 2, 3);
  }

  @Test
  void nothing_there_is_said_so() {
    assertThatThrownBy(() -> RegularFile.read(folder.resolve("none"), 9))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void pipe_is_refused_and_not_waited_for() throws Exception {
    Path pipe = pipe("pipe");
    assertThatThrownBy(() -> RegularFile.read(pipe, 9))
        .isInstanceOf(RegularFile.NotRegularException.class)
        .hasMessageContainingAll(pipe.toString(), "pipe");
    Path link = Files.createSymbolicLink(folder.resolve("link"), pipe);
    assertThatThrownBy(() -> RegularFile.read(link, 9))
        .isInstanceOf(RegularFile.NotRegularException.class);
  }

  @Test
  void socket_device_and_folder_are_refused() throws Exception {
    Path socket = folder.resolve("socket");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      assertThatThrownBy(() -> RegularFile.read(socket, 9))
          .isInstanceOf(RegularFile.NotRegularException.class);
    }
    assertThatThrownBy(() -> RegularFile.read(folder, 9)).hasMessageContaining("a folder");
    Path zero = Path.of("/dev/zero");
    assumeTrue(Files.exists(zero), "needs /dev/zero");
    assertThatThrownBy(() -> RegularFile.read(zero, 9))
        .isInstanceOf(RegularFile.NotRegularException.class);
  }

  /** Some of them block until the kernel has something to say. */
  @Test
  void files_of_proc_count_as_empty() throws IOException {
    Path kernel = Path.of("/proc/kmsg");
    assumeTrue(Files.exists(kernel), "needs /proc");
    assertThat(RegularFile.read(kernel, 9)).isEmpty();
  }

  private Path pipe(String name) throws Exception {
    Path pipe = folder.resolve(name);
    int exit;
    try {
      exit = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    } catch (IOException e) {
      exit = 1;
    }
    assumeTrue(exit == 0, "needs mkfifo");
    return pipe;
  }
}

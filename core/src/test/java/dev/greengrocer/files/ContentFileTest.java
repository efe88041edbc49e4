package dev.greengrocer.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.concurrent.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContentFileTest {

  @TempDir private Path folder;

  @Test
  void many_may_write_the_same_file_at_once() throws IOException {
    byte[] content = "the same photo ".repeat(10_000).getBytes(UTF_8);
    Path place = folder.resolve("ab").resolve(Sha256.of(content));

    try (WorkerPool threads = WorkerPool.fixed(8, "writing")) {
      threads.map(
          Collections.nCopies(50, place),
          same -> {
            try {
              ContentFile.write(same, out -> out.write(content));
              return same;
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          });
    }

    assertThat(FolderTree.list(folder.resolve("ab"))).containsExactly(place);
    assertThat(Sha256.ofFile(place)).isEqualTo(Sha256.of(content));
  }

  @Test
  void content_that_cannot_be_read_leaves_nothing_behind() throws IOException {
    assertThatThrownBy(
            () ->
                ContentFile.write(
                    folder.resolve("photo"),
                    out -> {
                      out.write(1);
                      throw new IOException("the source is gone");
                    }))
        .hasMessage("the source is gone");

    assertThat(FolderTree.list(folder)).isEmpty();
  }

  @Test
  void half_a_file_is_known_by_its_name() throws IOException {
    Path[] seen = new Path[1];

    ContentFile.write(folder.resolve("photo"), out -> seen[0] = FolderTree.list(folder).get(0));

    assertThat(ContentFile.isPartial(seen[0])).isTrue();
    assertThat(ContentFile.isPartial(folder.resolve("photo"))).isFalse();
    assertThat(Files.exists(seen[0])).isFalse();
  }
}

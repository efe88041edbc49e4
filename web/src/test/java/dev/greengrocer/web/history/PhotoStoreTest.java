package dev.greengrocer.web.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ledger.photo.PhotoStore;
import dev.greengrocer.web.Photos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PhotoStoreTest {

  private static final String SHA_256 = "0123456789abcdef".repeat(4);
  private static final byte[] THUMBNAIL = {1, 2, 3};

  @TempDir private Path folder;

  @Test
  void a_thumbnail_is_erased_with_its_photo() throws IOException {
    PhotoStore store = new PhotoStore(folder);
    store.keep(SHA_256, Photos.jpeg(30, 20, 1));
    store.keepThumbnail(SHA_256, THUMBNAIL);
    assertThat(store.findThumbnail(SHA_256)).get().satisfies(file -> assertThat(file).exists());

    store.erase(SHA_256);

    assertThat(files()).isZero();
  }

  @Test
  void a_thumbnail_that_is_done_after_its_photo_was_erased_does_not_stay() throws IOException {
    PhotoStore store = new PhotoStore(folder);
    store.keep(SHA_256, Photos.jpeg(30, 20, 1));
    store.erase(SHA_256);

    store.keepThumbnail(SHA_256, THUMBNAIL);

    assertThat(files()).isZero();
  }

  private long files() throws IOException {
    try (var tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).count();
    }
  }
}

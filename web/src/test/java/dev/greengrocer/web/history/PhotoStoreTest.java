package dev.greengrocer.web.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.image.ImageFormat;
import dev.greengrocer.ledger.photo.KeptPhoto;
import dev.greengrocer.ledger.photo.PhotoFolder;
import dev.greengrocer.web.Photos;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PhotoStoreTest {

  private static final String SHA_256 = "0123456789abcdef".repeat(4);
  private static final byte[] THUMBNAIL = {1, 2, 3};

  @TempDir private Path folder;

  @Test
  void a_thumbnail_is_erased_with_its_photo() throws IOException {
    PhotoFolder store = new PhotoFolder(folder);
    store.keep(SHA_256, Photos.jpeg(30, 20, 1));
    store.keepThumbnail(SHA_256, THUMBNAIL);
    assertThat(store.findThumbnail(SHA_256).orElseThrow().bytes()).isEqualTo(THUMBNAIL);

    store.erase(SHA_256);

    assertThat(files()).isZero();
  }

  @Test
  void a_thumbnail_that_is_done_after_its_photo_was_erased_does_not_stay() throws IOException {
    PhotoFolder store = new PhotoFolder(folder);
    store.keep(SHA_256, Photos.jpeg(30, 20, 1));
    store.erase(SHA_256);

    store.keepThumbnail(SHA_256, THUMBNAIL);

    assertThat(files()).isZero();
  }

  @Test
  void a_photo_says_what_it_is_whether_or_not_somebody_wrote_it_down() throws IOException {
    PhotoFolder store = new PhotoFolder(folder);
    byte[] photo = Photos.jpeg(30, 20, 1);

    ImageFormat format = store.keep(SHA_256, photo);

    assertThat(format).isEqualTo(ImageFormat.JPEG);
    for (@Nullable ImageFormat known : Arrays.asList(format, null)) {
      KeptPhoto kept = store.find(SHA_256, known).orElseThrow();
      assertThat(kept.format()).isEqualTo(ImageFormat.JPEG);
      assertThat(kept.bytes()).isEqualTo(photo);
      assertThat(kept.size()).isEqualTo(photo.length);
      try (InputStream bytes = kept.open()) {
        assertThat(bytes.readAllBytes()).isEqualTo(photo);
      }
    }
    assertThat(store.find(SHA_256, ImageFormat.PNG)).isEmpty();
  }

  @Test
  void a_photo_that_is_erased_while_somebody_holds_it_is_gone() {
    PhotoFolder store = new PhotoFolder(folder);
    store.keep(SHA_256, Photos.jpeg(30, 20, 1));
    KeptPhoto kept = store.find(SHA_256, ImageFormat.JPEG).orElseThrow();

    store.erase(SHA_256);

    assertThatThrownBy(kept::open).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(kept::size).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void a_photo_of_another_store_takes_the_place_of_a_damaged_one() throws IOException {
    PhotoFolder store = new PhotoFolder(folder.resolve("kept"));
    PhotoFolder copies = new PhotoFolder(folder.resolve("copies"));
    byte[] photo = Photos.jpeg(30, 20, 1);
    store.keep(SHA_256, photo);
    copies.keep(SHA_256, Photos.jpeg(30, 20, 2));

    copies.keep(SHA_256, store.find(SHA_256, null).orElseThrow());

    assertThat(copies.find(SHA_256, null).orElseThrow().bytes()).isEqualTo(photo);
    assertThat(files()).isEqualTo(2);
  }

  private long files() throws IOException {
    try (var tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).count();
    }
  }
}

package dev.greengrocer.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidImageException;
import dev.greengrocer.LabelSet;
import dev.greengrocer.files.FolderTree;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.Sample;
import dev.greengrocer.lab.dataset.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PhotoCacheTest {

  private static final int PHOTOS = 5;

  @TempDir Path directory;
  private Path folder;
  private DatasetManifest manifest;

  @BeforeEach
  void draw_photos() throws IOException {
    folder = directory.resolve("cache");
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < PHOTOS; i++) {
      String name = "photo-" + i + ".png";
      Files.write(directory.resolve(name), ImageOperations.encodePng(drawn(i)));
      String hash = Integer.toHexString(i).repeat(64);
      samples.add(new Sample(name, "a", Split.TRAIN, name, hash, 40 + i, 60));
    }
    LabelSet labels = LabelSet.ofNames(List.of("a"));
    manifest = new DatasetManifest(directory, labels, samples, 1, "hash");
  }

  @Test
  void gives_the_pixels_that_decoding_gives() {
    PhotoFiles files = files(20);
    try (Photos cached = cache().of(files, 2)) {
      assertThat(cached).isInstanceOf(CachedPhotos.class);
      for (int i = 0; i < PHOTOS; i++) {
        assertThat(cached.get(i).pixels()).isEqualTo(files.get(i).pixels());
        // The short side of 40 + i becomes 20, the long one keeps the proportion.
        assertThat(cached.get(i).width()).isEqualTo(20);
        assertThat(cached.get(i).height()).isEqualTo(Math.round(60 * 20f / (40 + i)));
      }
    }
  }

  @Test
  void a_second_run_reads_no_photo() throws IOException {
    cache().of(files(20), 2).close();
    for (int i = 0; i < PHOTOS; i++) {
      Files.delete(directory.resolve("photo-" + i + ".png"));
    }

    try (Photos cached = cache().of(files(20), 2)) {
      assertThat(cached.get(PHOTOS - 1).width()).isEqualTo(20);
    }
  }

  @Test
  void another_size_is_another_file() throws IOException {
    cache().of(files(20), 2).close();
    cache().of(files(30), 2).close();

    assertThat(FolderTree.list(folder)).hasSize(2);
  }

  @Test
  void a_file_with_one_bit_turned_or_cut_short_is_made_anew() throws IOException {
    cache().of(files(20), 2).close();
    Path file = FolderTree.list(folder).get(0);
    byte[] good = Files.readAllBytes(file);

    byte[] turned = good.clone();
    turned[100] ^= 1;
    Files.write(file, turned);
    cache().of(files(20), 2).close();
    assertThat(Files.readAllBytes(file)).isEqualTo(good);

    Files.write(file, Arrays.copyOf(good, good.length / 2));
    cache().of(files(20), 2).close();
    assertThat(Files.readAllBytes(file)).isEqualTo(good);
  }

  @Test
  void beyond_its_limit_photos_are_decoded_each_time_and_nothing_stays() throws IOException {
    Photos photos = new PhotoCache(folder, 1000).of(files(20), 2);

    assertThat(photos).isInstanceOf(PhotoFiles.class);
    assertThat(FolderTree.list(folder)).isEmpty();
  }

  @Test
  void the_file_used_longest_ago_gives_way() throws IOException {
    cache().of(files(20), 2).close();
    Path old = FolderTree.list(folder).get(0);
    assertThat(old.toFile().setLastModified(1)).isTrue();
    long room = Files.size(old) + 100;

    new PhotoCache(folder, room).of(files(19), 2).close();

    assertThat(FolderTree.list(folder)).hasSize(1).doesNotContain(old);
  }

  @Test
  void an_unreadable_photo_is_named() throws IOException {
    Files.writeString(directory.resolve("photo-3.png"), "no picture at all");

    assertThatThrownBy(() -> cache().of(files(20), 2))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("photo-3.png");
    assertThat(FolderTree.list(folder)).noneMatch(file -> file.toString().endsWith(".photos"));
  }

  private PhotoCache cache() {
    return new PhotoCache(folder, PhotoCache.DEFAULT_LIMIT);
  }

  private PhotoFiles files(int shortSide) {
    return PhotoFiles.shrunk(manifest, manifest.samples(), shortSide);
  }

  private static RgbImage drawn(int index) {
    int width = 40 + index;
    byte[] pixels = new byte[width * 60 * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * (index + 3) / 7);
    }
    return new RgbImage(width, 60, pixels);
  }
}

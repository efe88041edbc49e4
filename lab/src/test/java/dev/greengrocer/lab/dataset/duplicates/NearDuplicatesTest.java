package dev.greengrocer.lab.dataset.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.files.Sha256;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.lab.dataset.DrawnScenes;
import dev.greengrocer.lab.dataset.PrepareListener;
import dev.greengrocer.lab.dataset.source.BorderCrop;
import dev.greengrocer.lab.dataset.source.InspectedPhoto;
import dev.greengrocer.lab.dataset.source.PhotoFingerprint;
import dev.greengrocer.lab.dataset.source.SourcePhoto;
import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NearDuplicatesTest {

  private static final RgbImage SCENE = DrawnScenes.scene(1, 320, 240);

  @Test
  void a_smaller_copy_is_found() {
    assertThat(pairs(SCENE, ImageOperations.resize(SCENE, 100, 75))).isEqualTo(1);
  }

  @Test
  void a_recompressed_copy_is_found() {
    byte[] jpeg = ImageOperations.encodeJpeg(SCENE, 30);
    assertThat(pairs(SCENE, new ImageDecoder().decode(jpeg, "jpeg"))).isEqualTo(1);
  }

  @Test
  void a_letterboxed_copy_is_found() {
    assertThat(pairs(SCENE, DrawnScenes.letterboxed(SCENE, 224, Color.BLACK))).isEqualTo(1);
    assertThat(pairs(SCENE, DrawnScenes.letterboxed(SCENE, 224, Color.WHITE))).isEqualTo(1);
  }

  @Test
  void a_mirrored_copy_is_found() {
    assertThat(pairs(SCENE, ImageOperations.mirror(SCENE))).isEqualTo(1);
  }

  @Test
  void a_mirrored_letterboxed_small_recompressed_copy_is_found() {
    RgbImage copy = DrawnScenes.letterboxed(ImageOperations.mirror(SCENE), 160, Color.BLACK);
    byte[] jpeg = ImageOperations.encodeJpeg(copy, 50);
    assertThat(pairs(SCENE, new ImageDecoder().decode(jpeg, "jpeg"))).isEqualTo(1);
  }

  @Test
  void different_scenes_are_not_merged() {
    RgbImage[] scenes = new RgbImage[30];
    for (int i = 0; i < scenes.length; i++) {
      scenes[i] = DrawnScenes.scene(100 + i, 320, 240);
    }
    assertThat(pairs(scenes)).isZero();
  }

  @Test
  void products_on_white_that_hash_alike_are_told_apart_by_the_second_signal() {
    RgbImage one = DrawnScenes.tomato(1, 256);
    RgbImage other = DrawnScenes.tomato(2, 256);

    long difference = fingerprint(one).hash() ^ fingerprint(other).hash();
    assertThat(Long.bitCount(difference)).isLessThanOrEqualTo(HammingIndex.RADIUS);
    assertThat(pairs(one, other)).isZero();
    assertThat(pairs(one, ImageOperations.resize(one, 120, 120))).isEqualTo(1);
  }

  @Test
  void the_same_shape_in_another_colour_is_another_picture() {
    RgbImage one = DrawnScenes.tomato(1, 256);
    double[] redAndGreenSwapped = {0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0};

    assertThat(pairs(one, ImageOperations.mixChannels(one, redAndGreenSwapped))).isZero();
  }

  @Test
  void photos_without_anything_to_see_are_not_merged() {
    assertThat(
            pairs(
                DrawnScenes.flat(255, 255, 255, 100, 100),
                DrawnScenes.flat(254, 254, 254, 120, 90)))
        .isZero();
  }

  private static int pairs(RgbImage... images) {
    List<InspectedPhoto> photos = new ArrayList<>();
    for (RgbImage image : images) {
      String path = "source/class/%03d.jpg".formatted(photos.size());
      photos.add(
          new InspectedPhoto(
              new SourcePhoto(path, Path.of(path), "class", Optional.empty()),
              Sha256.of(path),
              image.width(),
              image.height(),
              List.of(),
              fingerprint(image)));
    }
    return NearDuplicates.find(photos, PrepareListener.SILENT).size();
  }

  private static PhotoFingerprint fingerprint(RgbImage image) {
    return PhotoFingerprint.of(BorderCrop.apply(image));
  }
}

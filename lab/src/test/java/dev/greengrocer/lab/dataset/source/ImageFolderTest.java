package dev.greengrocer.lab.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.lab.dataset.DrawnScenes;
import dev.greengrocer.lab.dataset.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageFolderTest {

  @TempDir Path folder;

  @Test
  void class_folders_are_walked_to_any_depth() {
    touch("kiwi/a.jpg", "kiwi/deep/er/b.jpg", "mango/c.png");

    ImageFolder found = ImageFolder.scan(folder, "photos");

    assertThat(found.photos())
        .extracting(SourcePhoto::path, SourcePhoto::className, SourcePhoto::publishedSplit)
        .containsExactly(
            tuple("photos/kiwi/a.jpg", "kiwi", Optional.empty()),
            tuple("photos/kiwi/deep/er/b.jpg", "kiwi", Optional.empty()),
            tuple("photos/mango/c.png", "mango", Optional.empty()));
  }

  @Test
  void folders_named_as_splits_are_published_splits() {
    touch("Train/kiwi/a.jpg", "valid/kiwi/b.jpg", "test/mango/c.jpg", "extra/kiwi/d.jpg");

    ImageFolder found = ImageFolder.scan(folder, "photos");

    assertThat(found.photos())
        .extracting(SourcePhoto::path, SourcePhoto::className, SourcePhoto::publishedSplit)
        .containsExactly(
            tuple("photos/Train/kiwi/a.jpg", "kiwi", Optional.of(Split.TRAIN)),
            tuple("photos/test/mango/c.jpg", "mango", Optional.of(Split.TEST)),
            tuple("photos/valid/kiwi/b.jpg", "kiwi", Optional.of(Split.VALIDATION)));
    assertThat(found.strays())
        .extracting(Rejection::path, Rejection::reason)
        .containsExactly(tuple("photos/extra/kiwi/d.jpg", RejectionReason.OUTSIDE_CLASS_FOLDERS));
  }

  @Test
  void folders_of_folders_are_collections_each_of_its_own_layout() {
    touch("shop/kiwi/a.jpg", "web/train/kiwi/b.jpg", "web/test/kiwi/c.jpg");

    assertThat(ImageFolder.scan(folder, "all").photos())
        .extracting(SourcePhoto::path, SourcePhoto::className, SourcePhoto::publishedSplit)
        .containsExactly(
            tuple("all/shop/kiwi/a.jpg", "kiwi", Optional.empty()),
            tuple("all/web/test/kiwi/c.jpg", "kiwi", Optional.of(Split.TEST)),
            tuple("all/web/train/kiwi/b.jpg", "kiwi", Optional.of(Split.TRAIN)));
  }

  @Test
  void a_class_whose_photos_lie_deeper_stands_beside_one_whose_do_not() {
    touch("kiwi/a.jpg", "mango/ripe/b.jpg");

    assertThat(ImageFolder.scan(folder, "photos").photos())
        .extracting(SourcePhoto::className)
        .containsExactly("kiwi", "mango");
  }

  @Test
  void photos_without_extension_are_known_by_their_bytes() throws IOException {
    Path photo = folder.resolve("kiwi/photo");
    DrawnScenes.write(photo, DrawnScenes.scene(1, 40, 40));

    assertThat(ImageFolder.scan(folder, "photos").photos()).hasSize(1);
  }

  @Test
  void hidden_files_are_skipped_and_counted() {
    touch("kiwi/a.jpg", "kiwi/.DS_Store", ".git/config", "__MACOSX/kiwi/a.jpg");

    ImageFolder found = ImageFolder.scan(folder, "photos");

    assertThat(found.photos()).hasSize(1);
    assertThat(found.hiddenFiles()).isEqualTo(3);
  }

  @Test
  void folders_of_systems_are_skipped_at_every_depth_and_counted() {
    touch(
        "kiwi/a.jpg",
        "kiwi/@eaDir/a.jpg/SYNOPHOTO_THUMB_XL.jpg",
        "kiwi/deep/lost+found/b.jpg",
        "$RECYCLE.BIN/S-1-5-21/c.jpg",
        "System Volume Information/d.jpg",
        "#recycle/e.jpg",
        "@Recycle/f.jpg",
        ".Trashes/g.jpg",
        ".@__thumb/h.jpg");

    ImageFolder found = ImageFolder.scan(folder, "photos");

    assertThat(found.photos()).extracting(SourcePhoto::path).containsExactly("photos/kiwi/a.jpg");
    assertThat(found.emptyClasses()).isEmpty();
    assertThat(found.hiddenFiles()).isEqualTo(8);
  }

  @Test
  void files_beside_the_class_folders_are_told() {
    touch("kiwi/a.jpg", "README.md", "stray.jpg");

    assertThat(ImageFolder.scan(folder, "photos").strays())
        .extracting(Rejection::path)
        .containsExactly("photos/README.md", "photos/stray.jpg");
  }

  @Test
  void an_empty_class_folder_is_told() throws IOException {
    touch("kiwi/a.jpg");
    Files.createDirectory(folder.resolve("mango"));

    assertThat(ImageFolder.scan(folder, "photos").emptyClasses()).containsExactly("photos/mango");
  }

  @Test
  void a_missing_folder_is_named() {
    Path missing = folder.resolve("nowhere");

    assertThatThrownBy(() -> ImageFolder.scan(missing, "nowhere"))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageStartingWith(missing + ": no such folder");
  }

  @Test
  void photos_without_class_folders_are_refused() {
    touch("a.jpg", "b.jpg");

    assertThatThrownBy(() -> ImageFolder.scan(folder, "photos"))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("no class folder found (2 files lie outside one)");
  }

  @Test
  void a_link_that_leads_back_is_refused() throws IOException {
    touch("kiwi/a.jpg");
    Files.createSymbolicLink(folder.resolve("kiwi/loop"), folder.resolve("kiwi"));

    assertThatThrownBy(() -> ImageFolder.scan(folder, "photos"))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("leads back");
  }

  private void touch(String... files) {
    for (String file : List.of(files)) {
      DrawnScenes.write(folder.resolve(file), new byte[] {1});
    }
  }
}

package dev.greengrocer.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidImageException;
import dev.greengrocer.LabelSet;
import dev.greengrocer.Prediction;
import dev.greengrocer.StorageException;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.testing.DrawnBundle;
import dev.greengrocer.testing.DrawnPhotos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class BatchScorerTest {

  @TempDir private Path folder;

  @Test
  void results_come_in_the_order_of_the_photos() throws IOException {
    try (NetworkClassifier classifier =
        Models.openNetwork(
            ModelBundles.open(DrawnBundle.write(folder, 4, 9, "red", "green", "blue")))) {
      Path red = photo("red.png", 255, 0, 0);
      Path green = photo("green.png", 0, 255, 0);
      Path blue = photo("blue.png", 0, 0, 255);
      List<Path> photos =
          IntStream.range(0, 100)
              .mapToObj(i -> List.of(red, blue, green, green).get(i % 4))
              .toList();

      List<ScoredPhoto> results =
          score(new BatchScorer(classifier, new ImageDecoder(), 7, 3), photos);

      assertThat(results).extracting(ScoredPhoto::path).isEqualTo(photos);
      assertThat(results)
          .allSatisfy(
              result ->
                  assertThat(result.path().getFileName() + "").isEqualTo(label(result) + ".png"));
    }
  }

  @Test
  void a_bad_photo_is_a_result_and_stops_nothing() throws IOException {
    Path good = photo("good.png", 255, 0, 0);
    Path text = Files.writeString(folder.resolve("text.jpg"), "not a photo");
    Path missing = folder.resolve("missing.jpg");

    List<ScoredPhoto> results =
        score(
            new BatchScorer(new Counting(), new ImageDecoder(), 2, 2),
            List.of(text, good, missing, text, text, good));

    assertThat(results)
        .extracting(result -> result instanceof ScoredPhoto.Answered)
        .containsExactly(false, true, false, false, false, true);
    assertThat(((ScoredPhoto.Failed) results.get(0)).error())
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("text.jpg");
    assertThat(((ScoredPhoto.Failed) results.get(2)).error())
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("missing.jpg");
  }

  @Test
  void photos_are_asked_for_only_when_there_is_room() throws IOException {
    Path photo = photo("photo.png", 255, 0, 0);
    int[] asked = {0};
    List<Integer> askedAtResult = new ArrayList<>();
    Iterator<Path> photos =
        IntStream.range(0, 1000).mapToObj(i -> photo).peek(p -> asked[0]++).iterator();

    new BatchScorer(new Counting(), new ImageDecoder(), 4, 2)
        .score(photos, result -> askedAtResult.add(asked[0]));

    // Three batches of four are in memory, and a stream looks one element ahead.
    assertThat(askedAtResult.get(0)).isLessThanOrEqualTo(13);
    assertThat(askedAtResult.get(500)).isLessThanOrEqualTo(513);
    assertThat(askedAtResult).hasSize(1000);
  }

  @Test
  void batches_are_as_large_as_they_may_be() throws IOException {
    Path photo = photo("photo.png", 255, 0, 0);
    Counting classifier = new Counting();

    score(
        new BatchScorer(classifier, new ImageDecoder(), 4, 1),
        IntStream.range(0, 10).mapToObj(i -> photo).toList());

    assertThat(classifier.batches).containsExactly(4, 4, 2);
  }

  @Test
  void no_photos_give_no_results() {
    assertThat(score(new BatchScorer(new Counting(), new ImageDecoder()), List.of())).isEmpty();
  }

  @Test
  void a_failing_network_is_not_taken_for_a_bad_photo() throws IOException {
    Path photo = photo("photo.png", 255, 0, 0);
    Counting broken =
        new Counting() {
          @Override
          public List<Prediction> classify(ImageTensor images) {
            throw new IllegalStateException("out of order");
          }
        };

    assertThatThrownBy(() -> score(new BatchScorer(broken, new ImageDecoder()), List.of(photo)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("out of order");
  }

  private static List<ScoredPhoto> score(BatchScorer scorer, List<Path> photos) {
    List<ScoredPhoto> results = new ArrayList<>();
    scorer.score(photos.iterator(), results::add);
    return results;
  }

  private static String label(ScoredPhoto result) {
    return ((ScoredPhoto.Answered) result).prediction().best().label();
  }

  private Path photo(String name, int red, int green, int blue) throws IOException {
    return DrawnPhotos.write(folder.resolve(name), red, green, blue);
  }

  /** Answers every photo with the same label and remembers the sizes of the batches. */
  private static class Counting implements Classifier {

    final List<Integer> batches = new CopyOnWriteArrayList<>();

    @Override
    public LabelSet labels() {
      return LabelSet.ofNames(List.of("anything"));
    }

    @Override
    public Preprocessing preprocessing() {
      return new Preprocessing(4, 4, Preprocessing.IMAGENET_MEAN, Preprocessing.IMAGENET_STD);
    }

    @Override
    public List<Prediction> classify(ImageTensor images) {
      batches.add(images.count());
      return IntStream.range(0, images.count())
          .mapToObj(i -> Prediction.of(labels(), new double[] {1}))
          .toList();
    }

    @Override
    public void close() {}
  }
}

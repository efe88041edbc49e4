package dev.greengrocer.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.Answer;
import dev.greengrocer.InvalidImageException;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.testing.DrawnBundle;
import dev.greengrocer.testing.DrawnPhotos;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class PairedScorerTest {

  @TempDir private Path folder;

  /** Of different sizes and labels, so that neither could answer for the other. */
  @Test
  void each_model_answers_as_it_does_alone() throws IOException {
    List<Path> photos = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      photos.add(photo(i + ".png", 20 * i, 250 - 20 * i, 40));
    }
    try (Classifier first = open("first", 4, "red", "green", "blue");
        Classifier second = open("second", 6, "tomato", "lime", "plum")) {
      List<PairedScorer.Pair> pairs = new ArrayList<>();

      new PairedScorer(first, second, new ImageDecoder()).score(photos.iterator(), pairs::add);

      assertThat(pairs).extracting(PairedScorer.Pair::photo).isEqualTo(photos);
      assertThat(pairs).extracting(PairedScorer.Pair::first).isEqualTo(alone(first, photos));
      assertThat(pairs).extracting(PairedScorer.Pair::second).isEqualTo(alone(second, photos));
      assertThat(alone(first, photos).get(0).prediction().best().label()).isEqualTo("green");
      assertThat(alone(second, photos).get(10).prediction().best().label()).isEqualTo("tomato");
    }
  }

  @Test
  void a_photo_that_cannot_be_decoded_ends_it_with_its_name() throws IOException {
    Path text = Files.writeString(folder.resolve("text.jpg"), "not a photo");
    List<Path> photos =
        IntStream.range(0, 9).mapToObj(i -> i == 5 ? text : photo(i + ".png", 9, 9, 9)).toList();
    try (Classifier classifier = open("model", 4, "red", "green", "blue")) {
      PairedScorer scorer = new PairedScorer(classifier, classifier, new ImageDecoder());

      assertThatThrownBy(() -> scorer.score(photos.iterator(), pair -> {}))
          .isInstanceOf(InvalidImageException.class)
          .hasMessageContaining("text.jpg");
    }
  }

  private Classifier open(String name, int size, String... labels) throws IOException {
    Path place = Files.createDirectories(folder.resolve(name));
    return Models.openNetwork(ModelBundles.open(DrawnBundle.write(place, size, 4, labels)));
  }

  private static List<Answer> alone(Classifier classifier, List<Path> photos) {
    List<Answer> answers = new ArrayList<>();
    new BatchScorer(classifier, new ImageDecoder())
        .score(photos.iterator(), scored -> answers.add(((ScoredPhoto.Answered) scored).answer()));
    return answers;
  }

  private Path photo(String name, int red, int green, int blue) {
    try {
      return DrawnPhotos.write(folder.resolve(name), red, green, blue);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

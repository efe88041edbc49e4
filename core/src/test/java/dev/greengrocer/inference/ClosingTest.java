package dev.greengrocer.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.LabelSet;
import dev.greengrocer.Prediction;
import dev.greengrocer.concurrent.WorkerPool;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.testing.DrawnBundle;
import dev.greengrocer.testing.DrawnPhotos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A classifier is closed at any moment. A use of freed native memory does not fail an assertion: it
 * ends the whole process.
 */
@Timeout(120)
final class ClosingTest {

  private static final int USERS = 3;

  @TempDir private Path folder;

  @Test
  void a_classifier_may_be_closed_while_it_runs() throws IOException {
    ModelBundle bundle =
        ModelBundles.open(DrawnBundle.telling(folder, 4, 9, "red", "green", "blue"));
    Random random = new Random(1);
    AtomicInteger answered = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    try (WorkerPool pool = WorkerPool.fixed(USERS, "user")) {
      for (int round = 0; round < 1000; round++) {
        // One thread is one session for all, two are a second session for runs at the same time.
        NetworkClassifier classifier = Models.openNetwork(bundle, 1 + round % 2);
        List<Future<Integer>> users = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
          boolean explains = user == 0;
          users.add(pool.submit(() -> runUntilClosed(classifier, explains, refused)));
        }
        for (int wait = random.nextInt(30_000); wait > 0; wait--) {
          Thread.onSpinWait();
        }
        classifier.close();
        users.forEach(user -> answered.addAndGet(WorkerPool.await(user)));
      }
    }
    assertThat(refused).hasValue(1000 * USERS);
    assertThat(answered).hasPositiveValue();
  }

  private static int runUntilClosed(
      NetworkClassifier classifier, boolean explains, AtomicInteger refused) {
    ImageTensor red = classifier.preprocessing().apply(plain(255, 0, 0));
    for (int answers = 0; ; answers++) {
      try {
        String label =
            explains
                ? classifier.explain(red).get(0).answer().prediction().best().label()
                : classifier.classify(red).get(0).best().label();
        assertThat(label).isEqualTo("red");
      } catch (IllegalStateException e) {
        assertThat(e).hasMessageContaining("was closed");
        refused.incrementAndGet();
        return answers;
      }
    }
  }

  @Test
  void a_closed_classifier_refuses_to_run_and_may_be_closed_again() throws IOException {
    NetworkClassifier classifier =
        Models.openNetwork(
            ModelBundles.open(DrawnBundle.telling(folder, 4, 9, "red", "green", "blue")));
    classifier.close();
    classifier.close();

    assertThatThrownBy(() -> classifier.classify(plain(0, 0, 0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was closed");
    assertThatThrownBy(() -> classifier.explain(plain(0, 0, 0), "red"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_scorer_that_is_broken_off_has_left_the_network_when_it_returns() throws IOException {
    byte[] png = ImageOperations.encodePng(plain(255, 0, 0));
    Path photo = Files.write(folder.resolve("red.png"), png);
    List<Path> photos = IntStream.range(0, 60).mapToObj(i -> photo).toList();
    for (int round = 0; round < 200; round++) {
      Slow classifier = new Slow();
      BatchScorer scorer = new BatchScorer(classifier, new ImageDecoder(), 4, 3);
      assertThatThrownBy(
              () ->
                  scorer.score(
                      photos.iterator(),
                      result -> {
                        throw new IllegalArgumentException("no more");
                      }))
          .hasMessage("no more");
      classifier.close();
      assertThat(classifier.closedInUse).isFalse();
    }
  }

  /** Computes for a while, as native code does: without regard to interrupts. */
  private static final class Slow implements Classifier {

    private final AtomicInteger running = new AtomicInteger();
    private boolean closedInUse;

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
      running.incrementAndGet();
      long end = System.nanoTime() + 500_000;
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      running.decrementAndGet();
      return IntStream.range(0, images.count())
          .mapToObj(i -> Prediction.of(labels(), new double[] {1}))
          .toList();
    }

    @Override
    public void close() {
      closedInUse = running.get() > 0;
    }
  }

  private static RgbImage plain(int red, int green, int blue) {
    return new RgbImage(16, 12, DrawnPhotos.plain(16, 12, red, green, blue));
  }
}

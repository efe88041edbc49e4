package dev.greengrocer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.LabelSet;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.DatasetManifests;
import dev.greengrocer.lab.dataset.Sample;
import dev.greengrocer.lab.dataset.Split;
import dev.greengrocer.lab.labels.LabelQuestions;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.training.network.Layer;
import dev.greengrocer.training.network.NetworkSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabelCheckTest {

  private static final LabelSet OTHER = LabelSet.ofNames(List.of("kiwi", "pear", "peas"));

  @TempDir Path folder;

  @Test
  void a_lime_among_the_tomatoes_is_found_with_features_of_a_model_of_other_labels()
      throws IOException {
    DatasetManifest right = DrawnDataset.write(folder.resolve("data"));
    Sample lime = right.samples().stream().filter(s -> s.label().equals("lime")).findFirst().get();
    Sample mislabelled = relabelled(lime, "tomato");
    DatasetManifest wrong =
        with(right, right.samples().stream().map(s -> s.equals(lime) ? mislabelled : s).toList());
    List<Long> progress = new ArrayList<>();
    LabelCheck check = new LabelCheck(model(DrawnBackbone.network()), wrong);

    LabelQuestions found = check.run(progress::add);

    assertThat(found.questions()).hasSize(1);
    assertThat(found.questions().get(0).sample()).isEqualTo(mislabelled);
    assertThat(found.questions().get(0).suggested()).isEqualTo("lime");
    assertThat(found.agreement().trials()).isEqualTo(42);
    assertThat(progress).isSorted().last().isEqualTo(check.photos());
  }

  @Test
  void a_photo_without_a_like_in_other_folds_is_not_judged() throws IOException {
    DatasetManifest right = DrawnDataset.write(folder.resolve("data"));
    List<Sample> few =
        right.samples().stream()
            .filter(s -> !s.label().equals("plum") || s.equals(first(right, "plum")))
            .toList();

    LabelQuestions found =
        new LabelCheck(model(DrawnBackbone.network()), with(right, few)).run(done -> {});

    assertThat(found.skipped()).isEqualTo(1);
    assertThat(found.questions()).isEmpty();
  }

  @Test
  void near_duplicates_share_a_fold_and_labels_are_spread_over_all() {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      samples.add(new Sample(i + ".jpg", "lime", Split.TRAIN, "g" + i / 2, "00", 8, 8));
    }

    int[] folds = LabelCheck.folds(samples);

    for (int i = 0; i < 20; i += 2) {
      assertThat(folds[i]).isEqualTo(folds[i + 1]);
    }
    assertThat(folds).contains(0, 1, 2, 3, 4);
  }

  @Test
  void test_photos_are_left_alone() throws IOException {
    DatasetManifest right = DrawnDataset.write(folder.resolve("data"));
    Sample held = first(right, "lime");
    Sample test =
        new Sample(held.path(), "tomato", Split.TEST, held.group(), held.sha256(), 40, 32);
    DatasetManifest wrong =
        with(right, right.samples().stream().map(s -> s.equals(held) ? test : s).toList());

    assertThat(new LabelCheck(model(DrawnBackbone.network()), wrong).run(done -> {}).questions())
        .isEmpty();
  }

  @Test
  void one_label_alone_and_a_network_without_features_are_refused() throws IOException {
    DatasetManifest right = DrawnDataset.write(folder.resolve("data"));
    ModelBundle model = model(DrawnBackbone.network());
    DatasetManifest limes =
        with(right, right.samples().stream().filter(s -> s.label().equals("lime")).toList());
    NetworkSpec flat =
        new NetworkSpec(
            "flat",
            DrawnBackbone.SIZE,
            3,
            List.of(new Layer.Flatten(), new Layer.Dense("head", 3 * 16 * 16, 3)));
    LabelCheck featureless = new LabelCheck(model(flat), right);

    assertThatThrownBy(() -> new LabelCheck(model, limes))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("fewer than two labels");
    assertThatThrownBy(() -> featureless.run(done -> {}))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("does not give its features");
  }

  private ModelBundle model(NetworkSpec network) throws IOException {
    return DrawnBackbone.write(folder.resolve(network.name()), network, OTHER, 0.5, 0.5, 1);
  }

  private static Sample first(DatasetManifest manifest, String label) {
    return manifest.samples().stream().filter(s -> s.label().equals(label)).findFirst().get();
  }

  private static Sample relabelled(Sample sample, String label) {
    return new Sample(
        sample.path(),
        label,
        sample.split(),
        sample.group(),
        sample.sha256(),
        sample.width(),
        sample.height());
  }

  private static DatasetManifest with(DatasetManifest manifest, List<Sample> samples) {
    return DatasetManifests.of(manifest.directory(), manifest.labels(), samples, 1);
  }
}

package dev.greengrocer.lab.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.Answer;
import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.LabelSet;
import dev.greengrocer.Reason;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.inference.Models;
import dev.greengrocer.inference.NetworkClassifier;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.Sample;
import dev.greengrocer.lab.dataset.Split;
import dev.greengrocer.model.DecisionRule;
import dev.greengrocer.model.FittedDecision;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.testing.DrawnBundle;
import dev.greengrocer.testing.DrawnPhotos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Red, green and blue photos, some of them muddy, and a network that sees colours. */
final class DecisionCalibratorTest {

  private static final List<String> LABELS = List.of("tomato", "lime", "blueberry");

  @TempDir private Path folder;
  private DatasetManifest manifest;
  private ModelBundle bundle;

  @BeforeEach
  void draw() throws IOException {
    Random random = new Random(1);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Split split = i % 3 == 0 ? Split.TRAIN : Split.VALIDATION;
      samples.add(draw(i, split, random));
    }
    manifest = new DatasetManifest(folder, LabelSet.ofNames(LABELS), samples, 1, "cd".repeat(32));
    bundle = ModelBundles.open(DrawnBundle.telling(folder, 6, 4, LABELS.toArray(String[]::new)));
  }

  @Test
  void a_fitted_rule_keeps_its_promises_on_the_photos_it_was_fitted_on() {
    ModelBundle fitted = write(fit(DecisionTargets.DEFAULT));

    int accepted = 0;
    int wrong = 0;
    int unfamiliar = 0;
    List<Sample> validation = manifest.samples(Split.VALIDATION);
    try (NetworkClassifier classifier = Models.openNetwork(fitted)) {
      for (Sample sample : validation) {
        Answer answer = classifier.answer(read(sample));
        if (answer.reason() == Reason.CONFIDENT) {
          accepted++;
          wrong += answer.shortlist().get(0).label().equals(sample.label()) ? 0 : 1;
        }
        unfamiliar += answer.reason() == Reason.NOT_PRODUCE ? 1 : 0;
      }
    }
    assertThat(accepted).isGreaterThan(validation.size() / 2);
    assertThat((double) wrong / accepted).isLessThanOrEqualTo(0.01);
    assertThat(unfamiliar).isLessThanOrEqualTo(validation.size() / 50);
  }

  @Test
  void validation_photos_that_are_decoded_already_are_not_decoded_again() throws IOException {
    List<RgbImage> crops =
        manifest.samples(Split.VALIDATION).stream()
            .map(sample -> bundle.preprocessing().crop(new ImageDecoder(), manifest.file(sample)))
            .toList();
    FittedDecision fromFiles = fit(DecisionTargets.DEFAULT);
    for (Sample sample : manifest.samples(Split.VALIDATION)) {
      Files.delete(manifest.file(sample));
    }

    FittedDecision fromCrops =
        new DecisionCalibrator(manifest, DecisionTargets.DEFAULT).fit(bundle, crops::get, n -> {});

    assertThat(fromCrops.rule()).isEqualTo(fromFiles.rule());
  }

  @Test
  void a_photo_of_colours_never_seen_is_rejected_and_darkness_is_said_first() {
    FittedDecision decision = fit(DecisionTargets.DEFAULT);

    try (NetworkClassifier classifier = Models.openNetwork(write(decision))) {
      assertThat(classifier.answer(plain(12, 12, 12)).reason()).isEqualTo(Reason.DARK);
      assertThat(classifier.answer(plain(200, 30, 30)).reason()).isEqualTo(Reason.CONFIDENT);
    }
    try (NetworkClassifier classifier = Models.openNetwork(write(blind(decision)))) {
      assertThat(classifier.answer(plain(12, 12, 12)).reason()).isEqualTo(Reason.NOT_PRODUCE);
    }
  }

  /** The same decision, by which no photo is dark or blurred. */
  private static FittedDecision blind(FittedDecision decision) {
    DecisionRule rule = decision.rule();
    return new FittedDecision(
        new DecisionRule(
            rule.temperature(),
            rule.acceptance(),
            rule.shortlists(),
            rule.familiarity(),
            rule.severalKinds(),
            new DecisionRule.Clarity(0, 0),
            rule.fittedOn()),
        decision.space());
  }

  @Test
  void two_kinds_side_by_side_are_several() {
    ModelBundle fitted = write(fit(DecisionTargets.DEFAULT));
    byte[] pixels = new byte[30 * 30 * 3];
    for (int i = 0; i < 30 * 30; i++) {
      // Red on the left, blue on the right.
      pixels[3 * i + (i % 30 < 15 ? 0 : 2)] = (byte) 250;
    }

    try (NetworkClassifier classifier = Models.openNetwork(fitted)) {
      assertThat(classifier.answer(new RgbImage(30, 30, pixels)).reason())
          .isEqualTo(Reason.SEVERAL_KINDS);
    }
  }

  @Test
  void probabilities_are_calibrated_everywhere() {
    FittedDecision fitted = fit(DecisionTargets.DEFAULT);
    ModelBundle decided = write(fitted);

    // Logits of 4 times the mean colour are far too modest for photos this plain.
    assertThat(fitted.rule().temperature()).isLessThan(0.7);
    try (NetworkClassifier classifier = Models.openNetwork(decided)) {
      RgbImage photo = plain(255, 0, 0);
      double odds = Math.exp(4 / fitted.rule().temperature());
      assertThat(classifier.classify(photo).best().probability())
          .isCloseTo(odds / (odds + 2), within(1e-6));
      assertThat(classifier.answer(photo).prediction()).isEqualTo(classifier.classify(photo));
    }
  }

  @Test
  void what_is_asked_for_is_what_is_promised() {
    DecisionRule strict = fit(new DecisionTargets(0.8, 0.01, 0.02, 0.05)).rule();
    DecisionRule lax = fit(new DecisionTargets(0.8, 0.2, 0.02, 0.05)).rule();

    assertThat(lax.acceptance().probability()).isLessThan(strict.acceptance().probability());
    assertThat(strict.acceptance().error()).isEqualTo(0.01);
    assertThat(strict.shortlists().coverage()).isEqualTo(0.8);
    assertThat(strict.fittedOn())
        .isEqualTo(
            new DecisionRule.FittedOn(
                String.valueOf(folder.getFileName()), "cd".repeat(32), "validation", 200));
  }

  @Test
  void the_same_photos_give_the_same_rule() {
    assertThat(fit(DecisionTargets.DEFAULT).rule()).isEqualTo(fit(DecisionTargets.DEFAULT).rule());
  }

  @Test
  void the_test_photos_are_never_looked_at() throws IOException {
    List<Sample> samples = new ArrayList<>(manifest.samples());
    samples.add(new Sample("missing.png", "tomato", Split.TEST, "t", "ef".repeat(32), 8, 8));
    DatasetManifest withTest =
        new DatasetManifest(folder, manifest.labels(), samples, 1, manifest.contentHash());

    assertThat(
            new DecisionCalibrator(withTest, DecisionTargets.DEFAULT).fit(bundle, n -> {}).rule())
        .isEqualTo(fit(DecisionTargets.DEFAULT).rule());
  }

  @Test
  void a_data_set_without_validation_photos_is_refused() {
    DatasetManifest trainOnly =
        new DatasetManifest(
            folder, manifest.labels(), manifest.samples(Split.TRAIN), 1, manifest.contentHash());

    assertThatThrownBy(
            () -> new DecisionCalibrator(trainOnly, DecisionTargets.DEFAULT).fit(bundle, n -> {}))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("no photo in split 'validation'");
  }

  @Test
  void a_data_set_of_other_labels_is_refused() {
    DatasetManifest other =
        new DatasetManifest(
            folder, LabelSet.ofNames(List.of("tomato", "durian")), manifest.samples(), 1, "");

    assertThatThrownBy(
            () -> new DecisionCalibrator(other, DecisionTargets.DEFAULT).fit(bundle, n -> {}))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("does not know [durian]");
  }

  @Test
  void photos_from_elsewhere_open_the_rule_and_are_named_in_it() throws IOException {
    OutsidePhotos outside = new OutsidePhotos(List.of(dim(120)), List.of(grey(60)));
    DecisionTargets lax = new DecisionTargets(0.9, 0.05, 0.02, 0.05);

    CalibratedDecision calibrated =
        new DecisionCalibrator(manifest, lax, outside).calibrate(bundle, done -> {});

    DecisionRule.OpenSet open = calibrated.decision().rule().openSet().orElseThrow();
    assertThat(open.known()).extracting(DecisionRule.FittedOn::data).containsExactly("dim");
    assertThat(open.unknown()).extracting(DecisionRule.FittedOn::samples).containsExactly(60);
    assertThat(calibrated.sets())
        .extracting(SetDecisions::name)
        .containsExactly(String.valueOf(folder.getFileName()), "dim", "grey");
    SetDecisions dim = calibrated.sets().get(1);
    assertThat(dim.counts().accepted()).isGreaterThan(60);
    assertThat(dim.counts().wrong()).isLessThanOrEqualTo(dim.counts().accepted() / 20);
    assertThat(calibrated.sets().get(2).counts().accepted()).isLessThanOrEqualTo(3);
    assertThat(calibrated.sets())
        .extracting(set -> set.leftOut().isPresent())
        .containsExactly(false, true, true);
  }

  @Test
  void what_is_counted_is_what_the_written_bundle_decides() throws IOException {
    OutsidePhotos outside = new OutsidePhotos(List.of(dim(90)), List.of(grey(40)));
    CalibratedDecision calibrated =
        new DecisionCalibrator(manifest, DecisionTargets.DEFAULT, outside)
            .calibrate(bundle, done -> {});

    long accepted = 0;
    try (NetworkClassifier classifier = Models.openNetwork(write(calibrated.decision()))) {
      for (OutsidePhotos.Photo photo : outside.known().get(0).photos()) {
        Answer answer = classifier.answer(new ImageDecoder().decode(photo.file()));
        accepted += answer.reason() == Reason.CONFIDENT ? 1 : 0;
      }
    }
    assertThat(calibrated.sets().get(1).counts().accepted()).isEqualTo(accepted);
  }

  /** Labelled photos with less light than those of the data set. */
  private OutsidePhotos.Known dim(int count) throws IOException {
    Random random = new Random(2);
    List<OutsidePhotos.Photo> photos = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] colour = {random.nextInt(20), random.nextInt(20), random.nextInt(20)};
      colour[i % 3] = 110 + random.nextInt(60);
      photos.add(new OutsidePhotos.Photo(file("dim" + i, colour), LABELS.get(i % 3)));
    }
    return new OutsidePhotos.Known(
        new DecisionRule.FittedOn("dim", "12".repeat(32), "all", count), photos);
  }

  /** Photos without any colour. */
  private OutsidePhotos.Unknown grey(int count) throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int grey = 40 + 3 * i;
      files.add(file("grey" + i, new int[] {grey, grey, grey}));
    }
    return new OutsidePhotos.Unknown(
        new DecisionRule.FittedOn("grey", "34".repeat(32), "all", count), files);
  }

  private Path file(String name, int[] colour) throws IOException {
    return Files.write(
        folder.resolve(name + ".png"),
        ImageOperations.encodePng(plain(colour[0], colour[1], colour[2])));
  }

  private FittedDecision fit(DecisionTargets targets) {
    return new DecisionCalibrator(manifest, targets).fit(bundle, done -> {});
  }

  private ModelBundle write(FittedDecision decision) {
    return ModelBundles.decide(bundle, bundle.description(), decision, "# decided");
  }

  private RgbImage read(Sample sample) {
    return new ImageDecoder().decode(manifest.file(sample));
  }

  /** One colour leads clearly, but one photo in 25 is named after another than the one it shows. */
  private Sample draw(int index, Split split, Random random) throws IOException {
    int shown = index % 7 % 3;
    int[] colour = {20 + random.nextInt(40), 20 + random.nextInt(40), 20 + random.nextInt(40)};
    boolean muddy = index % 25 == 4;
    colour[shown] = muddy ? 70 : 150 + random.nextInt(100);
    int named = muddy ? (shown + 1) % 3 : shown;
    String path = String.format(Locale.ROOT, "%03d.png", index);
    Files.write(
        folder.resolve(path), ImageOperations.encodePng(plain(colour[0], colour[1], colour[2])));
    return new Sample(path, LABELS.get(named), split, path, "ab".repeat(32), 16, 12);
  }

  private static RgbImage plain(int red, int green, int blue) {
    return new RgbImage(16, 12, DrawnPhotos.plain(16, 12, red, green, blue));
  }
}

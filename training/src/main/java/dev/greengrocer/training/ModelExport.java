package dev.greengrocer.training;

import dev.greengrocer.LabelSet;
import dev.greengrocer.inference.Models;
import dev.greengrocer.inference.NetworkClassifier;
import dev.greengrocer.lab.decision.DecisionCalibrator;
import dev.greengrocer.lab.decision.DecisionTargets;
import dev.greengrocer.model.FittedDecision;
import dev.greengrocer.model.Measurement;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelDescription;
import dev.greengrocer.model.Provenance;
import dev.greengrocer.training.data.ValidationSet;
import dev.greengrocer.training.export.OnnxExporter;
import dev.greengrocer.training.export.OnnxMetadata;
import dev.greengrocer.training.export.ParityCheck;
import dev.greengrocer.training.loop.ConfigFile;
import dev.greengrocer.training.loop.DistillationOrigin;
import dev.greengrocer.training.loop.EpochMetrics;
import dev.greengrocer.training.torch.TorchLearner;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The last step of training: the learner's weights become a checked model bundle. */
final class ModelExport {

  /** Photos on which the exported network must answer as the trained one does. */
  private static final int PARITY_PHOTOS = 64;

  private final TrainingPlan plan;

  ModelExport(TrainingPlan plan) {
    this.plan = plan;
  }

  /**
   * Writes the bundle beside its place, checks it on real photos, fits how it decides, and only
   * then puts it there.
   *
   * @param learner holds the weights of the epoch
   * @param photos the validation photos
   * @throws dev.greengrocer.InvalidModelException if it answers otherwise than the learner
   */
  ModelBundle write(
      TorchLearner learner, EpochMetrics epoch, ValidationSet photos, Path directory) {
    ModelDescription description = description(epoch, photos.size());
    try (UncheckedBundle unchecked = UncheckedBundle.write(directory, onnx(learner), description)) {
      checkParity(learner, unchecked.bundle(), photos);
      return unchecked.accept(calibrate(unchecked.bundle(), photos));
    }
  }

  /** The validation photos are decoded already, exactly as the bundle would. */
  private FittedDecision calibrate(ModelBundle exported, ValidationSet photos) {
    return new DecisionCalibrator(plan.manifest(), DecisionTargets.DEFAULT)
        .fit(exported, photos::crop, done -> {});
  }

  private static void checkParity(
      TorchLearner learner, ModelBundle exported, ValidationSet photos) {
    try (NetworkClassifier classifier = Models.openNetwork(exported)) {
      ParityCheck.check(
          learner::logits,
          classifier::logits,
          photos.images(0, Math.min(PARITY_PHOTOS, photos.size())));
    }
  }

  private byte[] onnx(TorchLearner learner) {
    LabelSet labels = plan.manifest().labels();
    OnnxMetadata metadata =
        new OnnxMetadata(
            labels,
            plan.config().preprocessing(),
            plan.origin().dataHash(),
            plan.origin().codeVersion());
    return OnnxExporter.export(
        plan.config().networkSpec(labels.size()), learner.weights(), metadata);
  }

  private ModelDescription description(EpochMetrics epoch, int photos) {
    Measurement validation =
        new Measurement(
            String.valueOf(Path.of(plan.origin().data()).getFileName()),
            plan.origin().dataHash(),
            "validation",
            photos,
            List.of(
                new Measurement.Figure("top-1 accuracy", epoch.validationAccuracy(), List.of()),
                new Measurement.Figure(
                    "top-1 accuracy, synonyms merged",
                    epoch.validationAccuracyMerged(),
                    List.of())));
    return new ModelDescription(
        plan.origin().name(),
        plan.config().network(),
        plan.manifest().labels(),
        plan.config().preprocessing(),
        provenance(epoch),
        List.of(validation));
  }

  private Provenance provenance(EpochMetrics epoch) {
    Map<String, String> options = new TreeMap<>();
    ConfigFile.values(plan.config()).forEach((key, value) -> options.put(key, value.toString()));
    options.put("best-epoch", Integer.toString(epoch.epoch()));
    if (!plan.origin().init().isEmpty()) {
      options.put("init", String.valueOf(Path.of(plan.origin().init()).getFileName()));
    }
    DistillationOrigin taught = plan.origin().distillation();
    if (taught != null) {
      options.put(
          "distilled-from",
          taught.teachers().stream()
              .map(DistillationOrigin.Teacher::words)
              .collect(Collectors.joining(", ")));
      if (taught.unlabelledPhotos() > 0) {
        options.put(
            "unlabelled-photos",
            taught.unlabelledPhotos() + " " + taught.unlabelledHash().substring(0, 12));
      }
    }
    return new Provenance(
        plan.origin().dataHash(),
        plan.origin().codeVersion(),
        plan.config().loop().seed(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        options,
        plan.origin().machine());
  }
}

package dev.greengrocer.lab.decision;

import dev.greengrocer.ClassScore;
import dev.greengrocer.LabelSet;
import dev.greengrocer.Prediction;
import dev.greengrocer.inference.OodScore;
import dev.greengrocer.inference.SeveralKinds;
import dev.greengrocer.inference.Softmax;
import dev.greengrocer.model.DecisionRule.Clarity;
import java.util.List;

/**
 * Computes what a network makes of photos, by the parts of a rule that are fitted before its
 * thresholds.
 *
 * @param temperature divides the logits
 * @param severalKinds sureness above which a photo shows several kinds
 */
record PhotoOutcomes(
    LabelSet labels,
    double temperature,
    OodScore unfamiliarity,
    double severalKinds,
    Clarity clarity) {

  List<PhotoOutcome> of(List<CalibrationPhoto> photos) {
    return photos.stream().map(this::of).toList();
  }

  PhotoOutcome of(CalibrationPhoto photo) {
    Prediction prediction = Prediction.of(labels, Softmax.of(photo.output().logits(), temperature));
    List<ClassScore> groups = prediction.groups(labels);
    int group =
        photo.label() == CalibrationPhoto.UNKNOWN
            ? CalibrationPhoto.UNKNOWN
            : labels.groupIndex(photo.label());
    double rightProbability =
        groups.stream()
            .filter(score -> groupOf(score) == group)
            .mapToDouble(ClassScore::probability)
            .findFirst()
            .orElse(0);
    return new PhotoOutcome(
        groups.get(0).probability(),
        groupOf(groups.get(0)) == group,
        rightProbability,
        unfamiliarity.of(photo.output()),
        new SeveralKinds(labels, temperature).sureness(photo.output()) > severalKinds,
        photo.clarity().mean() < clarity.brightness()
            || photo.clarity().sharpness() < clarity.sharpness());
  }

  private int groupOf(ClassScore score) {
    return labels.groupIndex(labels.indexOf(score.label()));
  }
}

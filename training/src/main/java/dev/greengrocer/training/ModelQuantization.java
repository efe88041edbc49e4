package dev.greengrocer.training;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.inference.Models;
import dev.greengrocer.inference.NetworkClassifier;
import dev.greengrocer.inference.ValueProbe;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.Sample;
import dev.greengrocer.lab.dataset.Split;
import dev.greengrocer.lab.decision.DecisionCalibrator;
import dev.greengrocer.lab.decision.DecisionTargets;
import dev.greengrocer.lab.decision.OutsidePhotos;
import dev.greengrocer.model.FittedDecision;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelDescription;
import dev.greengrocer.model.Provenance;
import dev.greengrocer.training.export.ObservedValue;
import dev.greengrocer.training.export.OnnxQuantizer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * Makes a model count in bytes: ranges of what happens inside its network come from photos that it
 * was trained on, its rule of decision is fitted anew on the validation photos, and what it did to
 * the answers is measured on these.
 */
public final class ModelQuantization {

  /** Photos to observe unless told otherwise; the ranges of more are hardly wider. */
  public static final int OBSERVED = 200;

  private final ModelBundle model;
  private final DatasetManifest manifest;
  private final int observed;
  private final DecisionTargets targets;
  private final OutsidePhotos outside;
  private final String name;
  private final String codeVersion;

  /**
   * Checks the number of photos.
   *
   * @param model the model in floats
   * @param manifest the data set that it was trained on
   * @param observed photos to observe ranges on, at least 1
   * @param targets what the new rule is to keep to
   * @param outside photos from elsewhere that the new rule is fitted on as well
   * @param name of the new model
   * @param codeVersion version and commit of the program
   */
  public ModelQuantization(
      ModelBundle model,
      DatasetManifest manifest,
      int observed,
      DecisionTargets targets,
      OutsidePhotos outside,
      String name,
      String codeVersion) {
    if (observed < 1) {
      throw new InvalidConfigurationException(
          "ranges observed on %d photos; it takes at least 1".formatted(observed));
    }
    this.model = model;
    this.manifest = manifest;
    this.observed = observed;
    this.targets = targets;
    this.outside = outside;
    this.name = name;
    this.codeVersion = codeVersion;
  }

  /** How many photos {@link #write} looks at, those that it looks at twice counted twice. */
  public long photos() {
    return trained().size() + calibrator().photos() + manifest.samples(Split.VALIDATION).size();
  }

  /**
   * Quantises, calibrates and measures the model, and writes it as a new bundle. The same model,
   * photos and targets give the same network.
   *
   * @param progress told how many photos are done
   * @throws dev.greengrocer.InvalidModelException if the model has nothing to quantise
   * @throws InvalidDatasetException if the data has no photos for training or validation, or others
   *     than the model knows
   * @throws dev.greengrocer.InvalidImageException if a photo cannot be decoded
   * @throws dev.greengrocer.StorageException if something cannot be read or written
   */
  public QuantizedModel write(Path directory, LongConsumer progress) {
    List<Sample> held = manifest.samples(Split.VALIDATION);
    OnnxQuantizer quantizer = OnnxQuantizer.of(model.modelFile());
    byte[] onnx = quantizer.quantize(observe(quantizer, progress));
    long seen = trained().size();
    try (UncheckedBundle quantized = UncheckedBundle.write(directory, onnx, description())) {
      FittedDecision decision =
          calibrator().fit(quantized.bundle(), done -> progress.accept(seen + done));
      ModelBundle bundle = quantized.accept(decision);
      long calibrated = seen + calibrator().photos();
      try (NetworkClassifier floats = Models.openNetwork(model);
          NetworkClassifier bytes = Models.openNetwork(bundle)) {
        QuantizationEffect effect =
            QuantizationEffect.measure(
                floats,
                bytes,
                decision.rule().temperature(),
                manifest,
                held,
                done -> progress.accept(calibrated + done));
        return new QuantizedModel(bundle, decision.rule(), effect);
      }
    }
  }

  private DecisionCalibrator calibrator() {
    return new DecisionCalibrator(manifest, targets, outside);
  }

  private Map<String, ObservedValue> observe(OnnxQuantizer quantizer, LongConsumer progress) {
    Map<String, ObservedValue> observed = new HashMap<>();
    quantizer.values().forEach(value -> observed.put(value, new ObservedValue()));
    Preprocessing preprocessing = model.preprocessing();
    ImageDecoder decoder = new ImageDecoder();
    List<Sample> samples = trained();
    try (ValueProbe probe = ValueProbe.open(quantizer.observable())) {
      for (int i = 0; i < samples.size(); i++) {
        Path photo = manifest.file(samples.get(i));
        probe.run(
            preprocessing.apply(decoder, photo),
            (value, shape, numbers) -> {
              if (observed.containsKey(value)) {
                observed.get(value).add(shape, numbers);
              }
            });
        progress.accept(i + 1L);
      }
    }
    return observed;
  }

  /** Some of the photos for training, evenly spread. */
  private List<Sample> trained() {
    List<Sample> all = manifest.samples(Split.TRAIN);
    if (all.isEmpty()) {
      throw new InvalidDatasetException(
          "%s: no photo in split '%s', on which ranges are observed; give the data that the model was trained on"
              .formatted(manifest.directory(), Split.TRAIN.id()));
    }
    int count = Math.min(observed, all.size());
    return IntStream.range(0, count)
        .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
        .toList();
  }

  private ModelDescription description() {
    ModelDescription floats = model.description();
    Provenance made = floats.provenance();
    Map<String, String> options = new HashMap<>(made.options());
    options.put("quantized-from", model.name() + " " + model.modelSha256().substring(0, 12));
    options.put("quantized-photos", Integer.toString(trained().size()));
    return new ModelDescription(
        name,
        floats.network(),
        floats.labels(),
        floats.preprocessing(),
        DerivedProvenance.of(made, made.dataHash(), codeVersion, options),
        List.of());
  }
}

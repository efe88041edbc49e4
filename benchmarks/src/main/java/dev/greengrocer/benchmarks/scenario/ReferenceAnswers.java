package dev.greengrocer.benchmarks.scenario;

import dev.greengrocer.benchmarks.comparison.AnswerCheck;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.inference.Classifier;
import dev.greengrocer.inference.Models;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the right answers are: the model's on photos decoded at their full size, without any of the
 * shortcuts that are measured.
 */
final class ReferenceAnswers {

  private final ModelBundle bundle;
  private final List<String> labels;
  private final List<String> reducedSizes;
  private final List<String> eighths;

  private ReferenceAnswers(
      ModelBundle bundle, List<String> labels, List<String> reducedSizes, List<String> eighths) {
    this.bundle = bundle;
    this.labels = labels;
    this.reducedSizes = reducedSizes;
    this.eighths = eighths;
  }

  static ReferenceAnswers of(Path model, List<Path> photos) {
    ModelBundle bundle = ModelBundles.open(model);
    ImageDecoder decoder = new ImageDecoder();
    List<String> labels = new ArrayList<>();
    List<String> sizes = new ArrayList<>();
    List<String> eighths = new ArrayList<>();
    try (Classifier classifier = Models.open(bundle)) {
      for (Path photo : photos) {
        RgbImage whole = decoder.decode(photo);
        eighths.add((whole.width() + 7) / 8 + "x" + (whole.height() + 7) / 8);
        String best = classifier.classify(whole).best().label();
        labels.add(String.valueOf(bundle.labels().indexOf(best)));
        RgbImage reduced = decoder.decode(photo, bundle.preprocessing().resize());
        sizes.add(reduced.width() + "x" + reduced.height());
      }
    }
    return new ReferenceAnswers(bundle, labels, sizes, eighths);
  }

  /** Wants the same best label for each photo. */
  AnswerCheck judge() {
    return AnswerCheck.expecting(labels, 1);
  }

  /**
   * Wants the answers of the photos in a circle, all but a few: a sample resizes in its own way.
   */
  AnswerCheck repeated(int count) {
    return AnswerCheck.expecting(
        IntStream.range(0, count).mapToObj(i -> labels.get(i % labels.size())).toList(), 0.95);
  }

  /** The class index of a label, as peers answer. */
  String index(String label) {
    return String.valueOf(bundle.labels().indexOf(label));
  }

  /** How large each photo is when decoded as small as its use allows. */
  List<String> reducedSizes() {
    return reducedSizes;
  }

  /** How large each photo is at an eighth of its size, upright ones alone. */
  List<String> eighths() {
    return eighths;
  }

  /** What a peer must know to run the same network in the same way. */
  List<String> forPeer(int threads, List<String> photos) {
    List<String> arguments = new ArrayList<>();
    arguments.add(bundle.modelFile().toString());
    arguments.add(String.valueOf(threads));
    arguments.add(String.valueOf(bundle.preprocessing().resize()));
    arguments.add(String.valueOf(bundle.preprocessing().size()));
    arguments.add(String.valueOf(bundle.preprocessing().mean().get(0)));
    arguments.add(String.valueOf(bundle.preprocessing().std().get(0)));
    arguments.addAll(photos);
    return arguments;
  }

  /**
   * The same for a peer in Python.
   *
   * @param draft whether it decodes at a fraction of the size where that is large enough
   */
  List<String> forPython(boolean draft, int threads, List<String> photos) {
    List<String> arguments = new ArrayList<>();
    arguments.add(draft ? "draft" : "whole");
    arguments.addAll(forPeer(threads, photos));
    return arguments;
  }

  /** Makes a file of the same network for Keras, which takes some seconds. */
  Path forKeras(Setting setting) throws IOException, InterruptedException {
    Path network = setting.scratch().resolve("network.keras");
    setting
        .python()
        .run(
            PythonPeers.Set.KERAS,
            "keras_network.py",
            List.of(bundle.modelFile().toString(), network.toString()));
    return network;
  }

  /**
   * The web service in Python that answers with it.
   *
   * @param call how it runs the network: {@code predict} or {@code function}
   * @param books the database that it writes
   */
  String service(Path network, String call, Path books) {
    Preprocessing input = bundle.preprocessing();
    return "keras_server:app('%s', '%s', '%s', %s, %s, %s, %s)"
        .formatted(
            network,
            call,
            books,
            input.resize(),
            input.size(),
            input.mean().get(0),
            input.std().get(0));
  }

  /** The same for DJL, which must know how many classes there are. */
  List<String> forDjl(int threads, List<String> photos) {
    List<String> arguments = new ArrayList<>();
    arguments.add(String.valueOf(bundle.labels().size()));
    arguments.addAll(forPeer(threads, photos));
    return arguments;
  }
}

package dev.greengrocer.benchmarks.product;

import dev.greengrocer.Answer;
import dev.greengrocer.benchmarks.worker.Round;
import dev.greengrocer.benchmarks.worker.WorkerMain;
import dev.greengrocer.benchmarks.worker.Workload;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.inference.Classifier;
import dev.greengrocer.inference.Models;
import dev.greengrocer.model.ModelBundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * From the bytes of photos to their answers, one photo after the other; or one part of that alone,
 * which is the floor of the whole.
 */
public final class PhotoAnswer implements Workload {

  /** What a round does with each photo. */
  public enum Part {
    /** Bytes to answer. */
    WHOLE,
    /** Bytes to the pixels that preprocessing starts from. */
    DECODING,
    /** Ready tensor to answer. */
    NETWORK
  }

  private final Part part;
  private final ImageDecoder decoder = new ImageDecoder();
  private final Classifier classifier;
  private final List<byte[]> photos;
  private final List<ImageTensor> tensors;

  private PhotoAnswer(Part part, Classifier classifier, List<byte[]> photos) {
    this.part = part;
    this.classifier = classifier;
    this.photos = photos;
    this.tensors =
        photos.stream().map(this::decode).map(classifier.preprocessing()::apply).toList();
  }

  /**
   * Performs.
   *
   * @param arguments part, model bundle, threads, photos
   */
  public static void main(String[] arguments) throws Exception {
    WorkerMain.perform(
        () ->
            new PhotoAnswer(
                Part.valueOf(arguments[0]),
                Models.open(
                    ModelBundles.open(Path.of(arguments[1])), Integer.parseInt(arguments[2])),
                read(List.of(arguments).subList(3, arguments.length))));
  }

  private static List<byte[]> read(List<String> paths) throws IOException {
    List<byte[]> photos = new ArrayList<>();
    for (String path : paths) {
      photos.add(Files.readAllBytes(Path.of(path)));
    }
    return photos;
  }

  @Override
  public Round round() throws Exception {
    return Round.timed(
        photos.size(),
        () -> {
          List<String> answers = new ArrayList<>();
          for (int i = 0; i < photos.size(); i++) {
            answers.add(perform(i));
          }
          return String.join(",", answers);
        });
  }

  private String perform(int photo) {
    return switch (part) {
      case WHOLE -> label(classifier.answer(decode(photos.get(photo))));
      case DECODING -> size(decode(photos.get(photo)));
      case NETWORK -> label(classifier.answer(tensors.get(photo)).get(0));
    };
  }

  private RgbImage decode(byte[] photo) {
    return decoder.decode(photo, "photo", classifier.preprocessing().resize());
  }

  private String label(Answer answer) {
    return String.valueOf(classifier.labels().indexOf(answer.prediction().best().label()));
  }

  private static String size(RgbImage image) {
    return image.width() + "x" + image.height();
  }

  @Override
  public void close() {
    classifier.close();
  }
}

package dev.greengrocer.peers;

import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import dev.greengrocer.benchmarks.worker.Round;
import dev.greengrocer.benchmarks.worker.WorkerMain;
import dev.greengrocer.benchmarks.worker.Workload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** DJL's translator, from the bytes of photos to their answers, one photo after the other. */
final class DjlPhotos implements Workload {

  private final DjlClassifier classifier;
  private final Predictor<Image, Classifications> predictor;
  private final List<byte[]> photos = new ArrayList<>();

  private DjlPhotos(List<String> arguments) throws Exception {
    classifier = DjlClassifier.of(arguments);
    predictor = classifier.predictor();
    for (String path : arguments.subList(DjlClassifier.ARGUMENTS, arguments.size())) {
      photos.add(Files.readAllBytes(Path.of(path)));
    }
  }

  /**
   * Performs.
   *
   * @param arguments those of {@link DjlClassifier#of}, photos
   */
  public static void main(String[] arguments) throws Exception {
    WorkerMain.perform(() -> new DjlPhotos(List.of(arguments)));
  }

  @Override
  public Round round() throws Exception {
    return Round.timed(
        photos.size(),
        () -> {
          List<String> answers = new ArrayList<>();
          for (byte[] photo : photos) {
            answers.add(DjlClassifier.best(predictor, photo));
          }
          return String.join(",", answers);
        });
  }

  @Override
  public void close() {
    predictor.close();
    classifier.close();
  }
}

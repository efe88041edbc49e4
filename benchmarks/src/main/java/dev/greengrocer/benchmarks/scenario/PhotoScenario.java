package dev.greengrocer.benchmarks.scenario;

import dev.greengrocer.benchmarks.comparison.AnswerCheck;
import dev.greengrocer.benchmarks.comparison.Candidate;
import dev.greengrocer.benchmarks.comparison.Comparison;
import dev.greengrocer.benchmarks.comparison.Results;
import dev.greengrocer.benchmarks.comparison.Timings;
import dev.greengrocer.benchmarks.comparison.WorkerProcess;
import dev.greengrocer.benchmarks.photos.PhotoMaker;
import dev.greengrocer.benchmarks.photos.PhotoSize;
import dev.greengrocer.benchmarks.product.EntropyDecoding;
import dev.greengrocer.benchmarks.product.PhotoAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** From the bytes of one photo to its best five labels, at every usual size, on 1 and 2 threads. */
public final class PhotoScenario implements Scenario {

  private static final String OURS = "greengrocer";
  private static final String DECODING = "greengrocer: decoding alone";
  private static final String NETWORK = "greengrocer: network alone";
  private static final String ENTROPY = "libjpeg-turbo: entropy decoding";
  private static final String SAMPLE = "imageio + onnxruntime";
  private static final String DJL = "djl translator on onnxruntime";
  private static final String PILLOW = "pillow + onnxruntime";
  private static final String DRAFT = "pillow with draft + onnxruntime";

  @Override
  public void run(Setting setting, Results results) throws Exception {
    if (setting.photos().isPresent()) {
      compare(setting, results, "real photos", real(setting.photos().get()), true);
      return;
    }
    for (PhotoSize size : PhotoSize.values()) {
      // Graphics2D averages no pixels when it shrinks: the sample names the largest one wrongly.
      boolean sample = size != PhotoSize.MPX_48;
      compare(setting, results, size.toString(), made(size, setting.scratch()), sample);
    }
  }

  private static List<Path> made(PhotoSize size, Path folder) throws IOException {
    List<Path> photos = new ArrayList<>();
    for (int i = 0; i < (size == PhotoSize.MPX_48 ? 1 : 4); i++) {
      Path photo = folder.resolve(size.name() + "-" + i + ".jpg");
      photos.add(Files.write(photo, PhotoMaker.jpeg(size, i)));
    }
    return photos;
  }

  private static List<Path> real(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().limit(32).toList();
    }
  }

  private static void compare(
      Setting setting, Results results, String size, List<Path> photos, boolean sample)
      throws Exception {
    for (int threads : List.of(1, 2)) {
      String of = "%s, %d thread%s".formatted(size, threads, threads == 1 ? "" : "s");
      List<Candidate> sides = sides(setting, threads, photos, sample);
      try {
        report(results, of, new Comparison(2, setting.either(5, 15)).run(sides));
      } finally {
        sides.forEach(side -> side.workload().close());
      }
    }
  }

  private static void report(Results results, String of, Timings timings) {
    results.addTimes(of, timings);
    for (String side : timings.sides()) {
      if (side.startsWith(SAMPLE) || List.of(DJL, PILLOW, DRAFT).contains(side)) {
        results.add(of, side + " / greengrocer", "times", timings.ratio(side, OURS));
      }
    }
    results.add(of, "greengrocer / its floor", "times", timings.ratio(OURS, DECODING, NETWORK));
  }

  private static List<Candidate> sides(
      Setting setting, int threads, List<Path> photos, boolean sample) throws IOException {
    ReferenceAnswers reference = ReferenceAnswers.of(setting.bundle(), photos);
    AnswerCheck judge = reference.judge();
    List<String> files = photos.stream().map(Path::toString).toList();
    List<String> asPeer = reference.forPeer(threads, files);
    List<Candidate> sides = new ArrayList<>();
    sides.add(new Candidate(OURS, ours(setting, PhotoAnswer.Part.WHOLE, threads, files), judge));
    if (sample) {
      sides.add(new Candidate(SAMPLE, setting.peer("sample", "SamplePhotos", asPeer), judge));
    }
    if (sample && setting.otherJava().isPresent()) {
      Path java = setting.otherJava().get();
      sides.add(
          new Candidate(
              SAMPLE + ", " + java.getFileName(),
              setting.peer(java, "sample", "SamplePhotos", asPeer),
              judge));
    }
    sides.add(
        new Candidate(
            DJL, setting.peer("djl", "DjlPhotos", reference.forDjl(threads, files)), judge));
    if (setting.python().has(PythonPeers.Set.ONNXRUNTIME)) {
      sides.add(python(setting, PILLOW, reference.forPython(false, threads, files), judge));
      sides.add(python(setting, DRAFT, reference.forPython(true, threads, files), judge));
    }
    sides.add(
        new Candidate(
            DECODING,
            ours(setting, PhotoAnswer.Part.DECODING, threads, files),
            AnswerCheck.expecting(reference.reducedSizes(), 1)));
    sides.add(
        new Candidate(
            ENTROPY,
            setting.product(EntropyDecoding.class, files),
            AnswerCheck.expecting(reference.eighths(), 1)));
    sides.add(
        new Candidate(NETWORK, ours(setting, PhotoAnswer.Part.NETWORK, threads, files), judge));
    return sides;
  }

  private static Candidate python(
      Setting setting, String name, List<String> arguments, AnswerCheck judge) throws IOException {
    return new Candidate(
        name,
        setting.python().stage(PythonPeers.Set.ONNXRUNTIME, "onnx_photos.py", arguments),
        judge);
  }

  private static WorkerProcess ours(
      Setting setting, PhotoAnswer.Part part, int threads, List<String> photos) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(part.name(), setting.bundle().toString(), String.valueOf(threads)));
    arguments.addAll(photos);
    return setting.product(PhotoAnswer.class, arguments);
  }
}

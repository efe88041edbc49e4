package dev.greengrocer.benchmarks.scenario;

import dev.greengrocer.benchmarks.comparison.AnswerCheck;
import dev.greengrocer.benchmarks.comparison.Candidate;
import dev.greengrocer.benchmarks.comparison.Comparison;
import dev.greengrocer.benchmarks.comparison.Results;
import dev.greengrocer.benchmarks.comparison.Timings;
import dev.greengrocer.benchmarks.photos.PhotoMaker;
import dev.greengrocer.benchmarks.photos.PhotoSize;
import dev.greengrocer.benchmarks.product.FolderAnswers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder of 0.3-megapixel photos to answers, against the usual sample on two threads. */
public final class FolderScenario implements Scenario {

  private static final String OURS = "greengrocer";
  private static final String SAMPLE = "imageio + onnxruntime, 2 threads";
  private static final String DJL = "djl translator on onnxruntime, 2 threads";
  private static final String PILLOW = "pillow + onnxruntime, 2 threads";
  private static final String DRAFT = "pillow with draft + onnxruntime, 2 threads";
  private static final int DIFFERENT = 50;

  @Override
  public void run(Setting setting, Results results) throws Exception {
    int count = setting.either(600, 10_000);
    Path folder = Files.createDirectory(setting.scratch().resolve("photos"));
    List<Path> photos = write(folder, count);
    ReferenceAnswers reference =
        ReferenceAnswers.of(setting.bundle(), photos.subList(0, DIFFERENT));
    List<Candidate> sides = new ArrayList<>();
    try {
      addSides(setting, folder, reference, reference.repeated(count), sides);
      Timings timings = new Comparison(1, setting.either(3, 3)).run(sides);
      String of = "%d x 0.3 Mpx".formatted(count);
      results.addTimes(of, timings);
      for (String peer : timings.sides()) {
        if (!peer.equals(OURS)) {
          results.add(of, peer + " / greengrocer", "times", timings.ratio(peer, OURS));
        }
      }
    } finally {
      sides.forEach(side -> side.workload().close());
    }
  }

  private static void addSides(
      Setting setting,
      Path folder,
      ReferenceAnswers reference,
      AnswerCheck judge,
      List<Candidate> sides)
      throws IOException {
    List<String> photos = List.of(folder.toString());
    List<String> asProduct = List.of(setting.bundle().toString(), folder.toString());
    sides.add(new Candidate(OURS, setting.product(FolderAnswers.class, asProduct), judge));
    sides.add(
        new Candidate(
            SAMPLE, setting.peer("sample", "SampleFolder", reference.forPeer(1, photos)), judge));
    sides.add(
        new Candidate(DJL, setting.peer("djl", "DjlFolder", reference.forDjl(1, photos)), judge));
    if (setting.python().has(PythonPeers.Set.ONNXRUNTIME)) {
      sides.add(python(setting, PILLOW, reference.forPython(false, 1, photos), judge));
      sides.add(python(setting, DRAFT, reference.forPython(true, 1, photos), judge));
    }
  }

  private static Candidate python(
      Setting setting, String name, List<String> arguments, AnswerCheck judge) throws IOException {
    return new Candidate(
        name,
        setting.python().stage(PythonPeers.Set.ONNXRUNTIME, "onnx_folder.py", arguments),
        judge);
  }

  /** A few different photos again and again, in files of their own. */
  private static List<Path> write(Path folder, int count) throws IOException {
    List<byte[]> different = new ArrayList<>();
    for (int i = 0; i < DIFFERENT; i++) {
      different.add(PhotoMaker.jpeg(PhotoSize.MPX_0_3, i));
    }
    List<Path> photos = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Path photo = folder.resolve("%05d.jpg".formatted(i));
      photos.add(Files.write(photo, different.get(i % DIFFERENT)));
    }
    return photos;
  }
}

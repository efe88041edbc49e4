package dev.greengrocer.benchmarks.journey;

import dev.greengrocer.benchmarks.photos.PhotoMaker;
import dev.greengrocer.benchmarks.photos.PhotoSize;
import dev.greengrocer.benchmarks.product.FolderAnswers;
import dev.greengrocer.benchmarks.race.Judge;
import dev.greengrocer.benchmarks.race.Race;
import dev.greengrocer.benchmarks.race.Results;
import dev.greengrocer.benchmarks.race.Side;
import dev.greengrocer.benchmarks.race.Standings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder of 0.3-megapixel photos to answers, against the usual sample on two threads. */
public final class FolderJourney implements Journey {

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
    List<Side> sides = new ArrayList<>();
    try {
      addSides(setting, folder, reference, reference.repeated(count), sides);
      Standings standings = new Race(1, setting.either(3, 3)).run(sides);
      String of = "%d x 0.3 Mpx".formatted(count);
      results.addTimes(of, standings);
      for (String peer : standings.sides()) {
        if (!peer.equals(OURS)) {
          results.add(of, peer + " / greengrocer", "times", standings.ratio(peer, OURS));
        }
      }
    } finally {
      sides.forEach(side -> side.contestant().close());
    }
  }

  private static void addSides(
      Setting setting, Path folder, ReferenceAnswers reference, Judge judge, List<Side> sides)
      throws IOException {
    List<String> photos = List.of(folder.toString());
    List<String> asProduct = List.of(setting.bundle().toString(), folder.toString());
    sides.add(new Side(OURS, setting.product(FolderAnswers.class, asProduct), judge));
    sides.add(
        new Side(
            SAMPLE, setting.peer("sample", "SampleFolder", reference.forPeer(1, photos)), judge));
    sides.add(new Side(DJL, setting.peer("djl", "DjlFolder", reference.forDjl(1, photos)), judge));
    if (setting.python().has(PythonPeers.Set.ONNXRUNTIME)) {
      sides.add(python(setting, PILLOW, reference.forPython(false, 1, photos), judge));
      sides.add(python(setting, DRAFT, reference.forPython(true, 1, photos), judge));
    }
  }

  private static Side python(Setting setting, String name, List<String> arguments, Judge judge)
      throws IOException {
    return new Side(
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

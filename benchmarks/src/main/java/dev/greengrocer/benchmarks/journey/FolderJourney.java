package dev.greengrocer.benchmarks.journey;

import dev.greengrocer.benchmarks.photos.PhotoMaker;
import dev.greengrocer.benchmarks.photos.PhotoSize;
import dev.greengrocer.benchmarks.product.FolderAnswers;
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
  private static final int DIFFERENT = 50;

  @Override
  public void run(Setting setting, Results results) throws Exception {
    int count = setting.either(600, 10_000);
    Path folder = Files.createDirectory(setting.scratch().resolve("photos"));
    List<Path> photos = write(folder, count);
    ReferenceAnswers reference =
        ReferenceAnswers.of(setting.bundle(), photos.subList(0, DIFFERENT));
    List<Side> sides =
        List.of(
            new Side(
                OURS,
                setting.product(
                    FolderAnswers.class, List.of(setting.bundle().toString(), folder.toString())),
                reference.repeated(count)),
            new Side(
                SAMPLE,
                setting.peer(
                    "sample", "SampleFolder", reference.forPeer(1, List.of(folder.toString()))),
                reference.repeated(count)),
            new Side(
                DJL,
                setting.peer("djl", "DjlFolder", reference.forDjl(1, List.of(folder.toString()))),
                reference.repeated(count)));
    try {
      Standings standings = new Race(1, setting.either(3, 3)).run(sides);
      String of = "%d x 0.3 Mpx".formatted(count);
      results.addTimes(of, standings);
      for (String peer : List.of(SAMPLE, DJL)) {
        results.add(of, peer + " / greengrocer", "times", standings.ratio(peer, OURS));
      }
    } finally {
      sides.forEach(side -> side.contestant().close());
    }
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

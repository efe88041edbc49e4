package dev.greengrocer.benchmarks.scenario;

import dev.greengrocer.benchmarks.comparison.WrongAnswerException;
import dev.greengrocer.benchmarks.photos.PhotoMaker;
import dev.greengrocer.benchmarks.photos.PhotoSize;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A few different photos that are sent in a circle, with the answers that are right. */
final class ServedPhotos {

  private static final int DIFFERENT = 8;
  private static final Pattern LABEL =
      Pattern.compile("\"predictions\":\\[\\{\"label\":\"([^\"]+)\"");

  private final List<byte[]> photos;
  private final ReferenceAnswers reference;

  private ServedPhotos(List<byte[]> photos, ReferenceAnswers reference) {
    this.photos = photos;
    this.reference = reference;
  }

  /**
   * Makes photos and lets the model answer them.
   *
   * @param folder to be filled
   * @param files how many there are in it; the different ones are repeated
   */
  static ServedPhotos write(Setting setting, Path folder, PhotoSize size, int files)
      throws IOException {
    Files.createDirectory(folder);
    List<byte[]> photos = new ArrayList<>();
    List<Path> paths = new ArrayList<>();
    for (int i = 0; i < Math.max(files, DIFFERENT); i++) {
      if (i < DIFFERENT) {
        photos.add(PhotoMaker.jpeg(size, i));
      }
      paths.add(Files.write(folder.resolve("%05d.jpg".formatted(i)), photos.get(i % DIFFERENT)));
    }
    return new ServedPhotos(
        photos, ReferenceAnswers.of(setting.bundle(), paths.subList(0, DIFFERENT)));
  }

  ReferenceAnswers reference() {
    return reference;
  }

  /** Sends them to {@code greengrocer serve}. */
  HttpLoad to(HttpServer server) {
    return new HttpLoad(
        server.uri("/api/v1/predictions"), photos, body -> reference.index(found(LABEL, body)));
  }

  /** Sends them to another server, in whose answers a pattern finds the best label's index. */
  HttpLoad to(URI place, Pattern index) {
    return new HttpLoad(place, photos, body -> found(index, body));
  }

  /**
   * Looks at what came back.
   *
   * @throws WrongAnswerException if it is not what the model says
   */
  void judge(HttpLoad.Outcome outcome) {
    reference
        .repeated(outcome.labels().size())
        .fault(String.join(",", outcome.labels()))
        .ifPresent(
            fault -> {
              throw new WrongAnswerException("greengrocer serve", fault);
            });
  }

  private static String found(Pattern pattern, String body) {
    Matcher matcher = pattern.matcher(body);
    return matcher.find() ? matcher.group(1) : "no label in " + body.replace('\n', ' ');
  }
}

package dev.greengrocer.checks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Drawn photos of goods that are sold by weight, of which the model has said what it makes of them:
 * those it is sure about, and those of which it gives a shortlist, the clearest first.
 */
record KnownPhotos(List<Photo> allSure, List<Photo> allShortlisted) {

  private static final int SEEDS = 40;
  private static final Pattern DECISION = Pattern.compile("\"decision\"\\s*:\\s*\"(\\w+)\"");
  private static final Pattern FIRST =
      Pattern.compile(
          "\"predictions\"\\s*:\\s*\\[\\s*\\{[^}]*\"label\"\\s*:\\s*\"([^\"]+)\"[^}]*\"probability\"\\s*:\\s*([0-9.Ee-]+)");

  private static final Pattern SHORTLIST = Pattern.compile("\"shortlist\"\\s*:\\s*\\[([^\\]]*)\\]");
  private static final Pattern LABEL = Pattern.compile("\"label\"\\s*:\\s*\"([^\"]+)\"");

  KnownPhotos {
    allSure = List.copyOf(allSure);
    allShortlisted = List.copyOf(allShortlisted);
  }

  /**
   * A drawn photo.
   *
   * @param kind what was drawn
   * @param seed how it was drawn
   * @param label the model's first name for it
   * @param probability of that name
   */
  record Photo(String kind, long seed, String label, double probability) {

    byte[] jpeg() {
      return DrawnProduce.jpeg(kind, seed);
    }
  }

  /** Shows drawings to a server until there are so many of both sorts. */
  static KnownPhotos of(WebServer server, int sure, int shortlisted)
      throws IOException, InterruptedException {
    Set<String> byPiece = byPiece(server);
    List<Photo> certain = new ArrayList<>();
    List<Photo> doubtful = new ArrayList<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      for (String kind : DrawnProduce.KINDS) {
        String answer = server.name(DrawnProduce.jpeg(kind, seed)).body();
        Matcher decision = DECISION.matcher(answer);
        Matcher first = FIRST.matcher(answer);
        if (!decision.find() || !first.find()) {
          throw new IOException("no answer: " + answer);
        }
        if (labels(answer).stream().anyMatch(byPiece::contains)) {
          continue;
        }
        Photo photo = new Photo(kind, seed, first.group(1), Double.parseDouble(first.group(2)));
        switch (decision.group(1)) {
          case "accept" -> certain.add(photo);
          case "shortlist" -> doubtful.add(photo);
          default -> {} // no name at all
        }
      }
      if (certain.size() >= 2 * sure && doubtful.size() >= 2 * shortlisted) {
        break;
      }
    }
    certain.sort(Comparator.comparingDouble(Photo::probability).reversed());
    doubtful.sort(Comparator.comparingDouble(Photo::probability));
    if (certain.size() < sure || doubtful.size() < shortlisted) {
      throw new IOException(
          "of %d drawings the model is sure about %d and hesitates about %d"
              .formatted(SEEDS * DrawnProduce.KINDS.size(), certain.size(), doubtful.size()));
    }
    return new KnownPhotos(certain, doubtful);
  }

  /** The names of goods that are sold by the piece. */
  private static Set<String> byPiece(WebServer server) throws IOException, InterruptedException {
    return new String(server.bytes("/api/v1/prices/export"), StandardCharsets.UTF_8)
        .lines()
        .map(row -> row.split(",", -1))
        .filter(row -> row[1].equals("piece"))
        .map(row -> row[0])
        .collect(Collectors.toSet());
  }

  /** What an answer offers. */
  private static List<String> labels(String answer) {
    Matcher shortlist = SHORTLIST.matcher(answer);
    return shortlist.find()
        ? LABEL.matcher(shortlist.group(1)).results().map(found -> found.group(1)).toList()
        : List.of();
  }

  Photo sure(int index) {
    return allSure.get(index % allSure.size());
  }

  Photo shortlisted(int index) {
    return allShortlisted.get(index % allShortlisted.size());
  }
}

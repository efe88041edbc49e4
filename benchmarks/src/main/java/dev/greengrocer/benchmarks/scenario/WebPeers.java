package dev.greengrocer.benchmarks.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The web services that are compared with {@code greengrocer serve}. */
final class WebPeers implements AutoCloseable {

  private static final Pattern INDEX = Pattern.compile("\"index\":(\\d+)");

  private final List<WebPeer> peers = new ArrayList<>();

  private WebPeers() {}

  /**
   * One of them.
   *
   * @param name such as {@code spring mvc + sample}
   */
  record WebPeer(String name, HttpServer server) {

    /** Sends photos to it. */
    HttpLoad load(ServedPhotos photos) {
      return photos.to(server.uri("/predictions"), INDEX);
    }
  }

  /** Starts all that are installed, with the same network and its input. */
  static WebPeers start(Setting setting, ReferenceAnswers reference) throws Exception {
    return start(setting, reference, true);
  }

  /**
   * Starts those that name large photos rightly. The sample in Java does not name all: Graphics2D
   * takes four pixels of the original for one of the network's, however many lie between.
   */
  static WebPeers startForLarge(Setting setting, ReferenceAnswers reference) throws Exception {
    return start(setting, reference, false);
  }

  private static WebPeers start(Setting setting, ReferenceAnswers reference, boolean sample)
      throws Exception {
    WebPeers started = new WebPeers();
    try {
      if (sample) {
        started.add("spring mvc + sample", HttpServer.sample(setting, reference));
      }
      if (setting.python().has(PythonPeers.Set.KERAS)) {
        Path network = reference.forKeras(setting);
        for (String call : List.of("predict", "function")) {
          started.add(
              "flask + keras, " + (call.equals("predict") ? call : "compiled call"),
              flask(setting, reference.service(network, call, books(setting))));
        }
      }
      return started;
    } catch (Exception e) {
      started.close();
      throw e;
    }
  }

  private void add(String name, HttpServer server) {
    peers.add(new WebPeer(name, server));
  }

  private static Path books(Setting setting) throws IOException {
    return Files.createTempDirectory(setting.scratch(), "books").resolve("books.db");
  }

  private static HttpServer flask(Setting setting, String service) throws IOException {
    return HttpServer.start(setting.python().gunicorn(PythonPeers.Set.KERAS, service));
  }

  /** In the order in which they take turns. */
  List<WebPeer> all() {
    return List.copyOf(peers);
  }

  @Override
  public void close() {
    peers.forEach(peer -> peer.server().close());
  }
}

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/**
 * Callers of a shop whose servers fail: two that sell, two that send photos, and one person who is
 * signed in and looks at a page. Each request has a key and is sent again until it is answered, as
 * programs at a till do. What was acknowledged is written down, one line each:
 *
 * <pre>
 *   sale  MILLISECONDS KEY RECEIPT
 *   photo MILLISECONDS KEY ID
 *   page  MILLISECONDS STATUS PATH
 *   wrong MILLISECONDS what was answered that must not be
 * </pre>
 *
 * <pre>
 *   java checks/servers/Callers.java URL KEY PASSWORD PHOTO LINES STOP
 * </pre>
 *
 * <p>It ends when the file STOP is there and every request that was begun is acknowledged.
 */
final class Callers {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final Duration PAUSE = Duration.ofMillis(200);

  /** What a server says that is busy, ends, or has no database; the proxy says 502 and 504. */
  private static final List<Integer> AGAIN = List.of(429, 502, 503, 504);

  private final URI server;
  private final String key;
  private final BufferedImage photo;
  private final PrintWriter lines;
  private final Path stop;

  private Callers(String[] arguments) throws IOException {
    server = URI.create(arguments[0]);
    key = arguments[1];
    photo = small(ImageIO.read(new File(arguments[3])));
    lines = new PrintWriter(Files.newBufferedWriter(Path.of(arguments[4])), true);
    stop = Path.of(arguments[5]);
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 6) {
      System.err.println("usage: Callers.java URL KEY PASSWORD PHOTO LINES STOP");
      System.exit(2);
    }
    Callers callers = new Callers(arguments);
    List<Thread> threads = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      int number = i;
      threads.add(new Thread(() -> callers.sell("sale-" + number)));
      threads.add(new Thread(() -> callers.send("photo-" + number)));
    }
    threads.add(new Thread(new Page(callers, arguments[2])));
    for (Thread thread : threads) {
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void sell(String caller) {
    HttpClient client = client();
    for (int i = 0; !Files.exists(stop); i++) {
      HttpRequest.Builder sale =
          HttpRequest.newBuilder(server.resolve("/api/v1/sales"))
              .header("Content-Type", "application/json")
              .POST(
                  BodyPublishers.ofString(
                      "{\"lines\":[{\"name\":\"banana\",\"pieces\":%d,\"price\":\"0.30\"}],\"payment\":\"card\"}"
                          .formatted(1 + i % 9)));
      acknowledged(client, "sale", caller + "-" + i, sale, "\"receipt\":(\\d+)");
    }
  }

  private void send(String caller) {
    HttpClient client = client();
    for (int i = 0; !Files.exists(stop); i++) {
      HttpRequest.Builder sent =
          HttpRequest.newBuilder(server.resolve("/api/v1/predictions"))
              .header("Content-Type", "application/octet-stream")
              .POST(BodyPublishers.ofByteArray(photo(caller, i)));
      acknowledged(client, "photo", caller + "-" + i, sent, "\"id\":\"([^\"]+)\"");
    }
  }

  private static BufferedImage small(BufferedImage photo) {
    BufferedImage small = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D drawn = small.createGraphics();
    drawn.drawImage(photo, 0, 0, WIDTH, HEIGHT, null);
    drawn.dispose();
    return small;
  }

  /** No photo comes twice: each has a mark of its own. */
  private byte[] photo(String caller, int number) {
    BufferedImage marked = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    marked.setData(photo.getData());
    marked.setRGB(0, 0, caller.hashCode() & 0xffffff);
    marked.setRGB(1, 0, number & 0xffffff);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(marked, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return png.toByteArray();
  }

  /** Sends a request until it is acknowledged, and writes down by what. */
  private void acknowledged(
      HttpClient client, String kind, String name, HttpRequest.Builder builder, String result) {
    HttpRequest request =
        builder
            .header("Authorization", "Bearer " + key)
            .header("Idempotency-Key", name)
            .timeout(PATIENCE)
            .build();
    while (true) {
      HttpResponse<String> answer = answer(client, request);
      if (answer == null || AGAIN.contains(answer.statusCode())) {
        pause();
      } else if (answer.statusCode() == 200 || answer.statusCode() == 201) {
        Matcher found = Pattern.compile(result).matcher(answer.body());
        line(kind, name + " " + (found.find() ? found.group(1) : "?"));
        return;
      } else if (answer.statusCode() == 409 && answer.body().contains("still-running")) {
        pause();
      } else {
        line("wrong", name + " " + answer.statusCode() + " " + answer.body());
        return;
      }
    }
  }

  private static HttpResponse<String> answer(HttpClient client, HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      return null; // refused, reset, or too slow: it may have been done or not
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(5))
        .build();
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized void line(String kind, String text) {
    lines.println(kind + " " + System.currentTimeMillis() + " " + text.replace('\n', ' '));
  }

  /** A person who is signed in and must stay so. */
  private record Page(Callers callers, String password) implements Runnable {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]*)\"");

    @Override
    public void run() {
      HttpClient client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
              .followRedirects(HttpClient.Redirect.NORMAL)
              .connectTimeout(Duration.ofSeconds(5))
              .build();
      signIn(client);
      while (!Files.exists(callers.stop)) {
        HttpResponse<String> page = answer(client, get("/history"));
        if (page != null && !AGAIN.contains(page.statusCode())) {
          String path = page.uri().getPath();
          boolean held = page.statusCode() == 200 && path.equals("/history");
          callers.line(held ? "page" : "wrong", page.statusCode() + " " + path);
        }
        pause();
      }
    }

    private void signIn(HttpClient client) {
      Matcher token = TOKEN.matcher(answer(client, get("/sign-in")).body());
      if (!token.find()) {
        throw new IllegalStateException("the sign-in page has no form");
      }
      String form =
          "name=admin&password=%s&_csrf=%s".formatted(encoded(password), encoded(token.group(1)));
      answer(
          client,
          HttpRequest.newBuilder(callers.server.resolve("/sign-in"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(form))
              .build());
    }

    private HttpRequest get(String path) {
      return HttpRequest.newBuilder(callers.server.resolve(path)).timeout(PATIENCE).build();
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
  }
}

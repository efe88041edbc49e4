import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Attacks a server as a stranger does and measures whether it goes on answering: sockets that send
 * a byte now and then, and many anonymous requests. Only for servers of your own.
 *
 * <pre>
 *   java checks/under-fire/UnderFire.java http://127.0.0.1:8080 key=gg_… pid=$(pgrep -f GreengrocerWeb)
 * </pre>
 *
 * <p>Options: {@code key} an API key, with which a page is asked for during each attack; {@code pid}
 * the server's process, whose live heap and resident memory are read; {@code sockets} (1000), {@code
 * requests} (100000), {@code seconds} of each attack with sockets (30).
 */
final class UnderFire {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI server;
  private final Map<String, String> options = new HashMap<>();
  private boolean failed;

  private UnderFire(String[] arguments) {
    server = URI.create(arguments[0]);
    for (int i = 1; i < arguments.length; i++) {
      int equals = arguments[i].indexOf('=');
      options.put(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
    }
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 0) {
      System.err.println("usage: UnderFire.java URL [key=…] [pid=…] [sockets=…] [requests=…] [seconds=…]");
      System.exit(2);
    }
    UnderFire attack = new UnderFire(arguments);
    attack.run();
    System.exit(attack.failed ? 1 : 0);
  }

  private void run() throws Exception {
    int sockets = number("sockets", 1000);
    String form = "POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    memory("before");
    row("attack", "liveness ms, median", "longest", "page ms, median", "longest", "not answered");
    under("nothing", 0, "", 'a');
    under("unfinished heads", sockets, "GET /sign-in HTTP/1.1\r\nHost: x\r\nX-Slow: a", 'a');
    under("sign-in forms", sockets, form + "Content-Length: 5000\r\n\r\nname=", 'a');
    under("sign-in forms, chunked", sockets, form + "Transfer-Encoding: chunked\r\n\r\n5;x=", 'a');
    under("uploads", sockets, "POST /api/v1/predictions HTTP/1.1\r\nHost: x\r\nContent-Type:"
        + " application/octet-stream\r\nContent-Length: 5000000\r\n\r\n", 'a');
    under("uploads in forms", sockets, "POST /identify HTTP/1.1\r\nHost: x\r\nContent-Type:"
        + " multipart/form-data; boundary=b\r\nContent-Length: 5000000\r\n\r\n--b\r\n", 'a');
    under("bodies of the health check", sockets,
        "GET /actuator/health/liveness HTTP/1.1\r\nHost: x\r\nContent-Length: 50000\r\n\r\n", 'a');
    under("silence", sockets, "", '\0');
    memory("after the sockets");
    requests(number("requests", 100_000));
    memory("after the requests");
    figures();
  }

  private int number(String name, int otherwise) {
    return options.containsKey(name) ? Integer.parseInt(options.get(name)) : otherwise;
  }

  /** Asks for liveness and for a page while so many sockets send a byte every five seconds. */
  private void under(String attack, int count, String start, char drip) throws Exception {
    List<SocketChannel> sockets = new ArrayList<>();
    Thread opener = new Thread(() -> drip(sockets, count, start, drip));
    opener.start();
    List<Long> alive = new ArrayList<>();
    List<Long> page = new ArrayList<>();
    int silent = 0;
    long end = System.nanoTime() + Duration.ofSeconds(count == 0 ? 5 : number("seconds", 30)).toNanos();
    while (System.nanoTime() < end) {
      silent += ask("/actuator/health/liveness", alive) ? 0 : 1;
      if (options.containsKey("key")) {
        silent += ask("/", page) ? 0 : 1;
      }
      Thread.sleep(250);
    }
    opener.interrupt();
    opener.join();
    for (SocketChannel socket : sockets) {
      socket.close();
    }
    failed |= silent > 0 || longest(alive) >= 1_000;
    row(attack, median(alive), longest(alive), median(page), longest(page), silent);
  }

  private void drip(List<SocketChannel> sockets, int count, String start, char drip) {
    byte[] first = start.getBytes(StandardCharsets.US_ASCII);
    try {
      while (!Thread.currentThread().isInterrupted()) {
        sockets.removeIf(socket -> !socket.isOpen());
        while (sockets.size() < count) {
          SocketChannel socket = SocketChannel.open();
          socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
          socket.configureBlocking(false);
          sockets.add(socket);
          write(socket, first);
        }
        Thread.sleep(5_000);
        for (SocketChannel socket : sockets) {
          // One that was closed at the other end is opened again.
          if (socket.isOpen() && (closed(socket) || (drip != 0 && !write(socket, new byte[] {(byte) drip})))) {
            socket.close();
          }
        }
      }
    } catch (InterruptedException | java.nio.channels.ClosedByInterruptException e) {
      return;
    } catch (IOException e) {
      System.err.println("the attack ends: " + e);
    }
  }

  private static boolean closed(SocketChannel socket) {
    try {
      ByteBuffer answer = ByteBuffer.allocate(4096);
      int read = socket.read(answer);
      while (read > 0) {
        answer.clear();
        read = socket.read(answer);
      }
      return read < 0;
    } catch (IOException e) {
      return true;
    }
  }

  private static boolean write(SocketChannel socket, byte[] bytes) {
    try {
      socket.write(ByteBuffer.wrap(bytes));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean ask(String path, List<Long> times) throws InterruptedException {
    // A connection of its own each time, as one who has just come in.
    long begin = System.nanoTime();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), 5_000);
      socket.setSoTimeout(5_000);
      OutputStream out = socket.getOutputStream();
      String key = options.get("key");
      out.write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
              + (key == null || path.startsWith("/actuator") ? "" : "Authorization: Bearer " + key + "\r\n")
              + "\r\n").getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!answer.startsWith("HTTP/1.1 200")) {
        System.err.println(path + ": " + answer.lines().findFirst().orElse("no answer"));
        return false;
      }
      times.add((System.nanoTime() - begin) / 1_000_000);
      return true;
    } catch (IOException e) {
      System.err.println(path + ": " + e);
      return false;
    }
  }

  /** Sends requests as strangers do, each with something of its own in every place. */
  private void requests(int count) throws Exception {
    String filler = "x".repeat(3_000);
    long begin = System.nanoTime();
    Thread[] senders = new Thread[2];
    for (int s = 0; s < senders.length; s++) {
      int first = s;
      senders[s] = new Thread(() -> {
        for (int done = first; done < count; ) {
          try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            InputStream in = socket.getInputStream();
            for (int onOne = 0; onOne < 90 && done < count; onOne++, done += senders.length) {
              String path = switch (done % 7) {
                case 0 -> "/history?a=" + done + filler;
                case 1 -> "/sign-in?to=/history/" + done;
                case 2 -> "/api/v1/sales?cursor=" + done;
                case 3 -> "/no/such/page/" + done;
                case 4 -> "/css/none-" + done + ".css";
                case 5 -> "/v2/models/m" + done;
                default -> "/photos/" + done;
              };
              String method = done % 11 == 0 ? "M" + done : "GET";
              socket.getOutputStream().write((method + " " + path + " HTTP/1.1\r\nHost: h" + done
                  + ".example\r\nX-Request-Id: r" + done + "\r\nUser-Agent: u" + done
                  + "\r\nAccept-Language: x" + done + "\r\nCookie: SESSION=s" + done
                  + "\r\nX-Filler: " + filler + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
              if (!answer(in)) {
                done += senders.length;
                break;
              }
            }
          } catch (IOException e) {
            done += senders.length;
          }
        }
      });
      senders[s].start();
    }
    List<Long> alive = new ArrayList<>();
    int silent = 0;
    for (Thread sender : senders) {
      while (sender.isAlive()) {
        silent += ask("/actuator/health/liveness", alive) ? 0 : 1;
        sender.join(250);
      }
    }
    failed |= silent > 0;
    System.out.printf("%,d anonymous requests in %d s; liveness meanwhile: median %d ms, longest %d ms, not answered %d%n",
        count, (System.nanoTime() - begin) / 1_000_000_000L, median(alive), longest(alive), silent);
  }

  /** Reads an answer to its end; false when the connection ends with it. */
  private static boolean answer(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return false;
      }
      head.append((char) next);
    }
    String lower = head.toString().toLowerCase(java.util.Locale.ROOT);
    Matcher length = Pattern.compile("content-length: (\\d+)").matcher(lower);
    if (length.find()) {
      in.readNBytes(Integer.parseInt(length.group(1)));
    } else if (lower.contains("transfer-encoding: chunked")) {
      StringBuilder tail = new StringBuilder();
      while (!tail.toString().endsWith("0\r\n\r\n")) {
        int next = in.read();
        if (next < 0) {
          return false;
        }
        tail.append((char) next);
        if (tail.length() > 64) {
          tail.delete(0, 32);
        }
      }
    }
    return !lower.contains("connection: close");
  }

  private void memory(String when) throws Exception {
    if (!options.containsKey("pid")) {
      return;
    }
    String pid = options.get("pid");
    run("jcmd", pid, "GC.run");
    Thread.sleep(500);
    Matcher used = Pattern.compile("used (\\d+)K").matcher(run("jcmd", pid, "GC.heap_info"));
    long heap = 0;
    for (int spaces = 0; spaces < 2 && used.find(); spaces++) {
      heap += Long.parseLong(used.group(1));
    }
    String resident = Files.readAllLines(Path.of("/proc", pid, "status")).stream()
        .filter(line -> line.startsWith("VmRSS")).findFirst().orElse("VmRSS: ?");
    System.out.printf("%s: live heap %.1f MB, %s%n", when, heap / 1024.0, resident.replaceAll("\\s+", " "));
  }

  /** How many sessions there are, and how many time series. */
  private void figures() throws Exception {
    if (!options.containsKey("key")) {
      return;
    }
    String all = CLIENT.send(HttpRequest.newBuilder(server.resolve("/actuator/prometheus"))
        .header("Authorization", "Bearer " + options.get("key")).build(), BodyHandlers.ofString()).body();
    all.lines().filter(line -> line.startsWith("tomcat_sessions_active_current") || line.startsWith("tomcat_sessions_created"))
        .forEach(System.out::println);
    System.out.println("time series: " + all.lines().filter(line -> !line.startsWith("#")).count());
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  private static long median(List<Long> times) {
    return times.isEmpty() ? -1 : times.stream().sorted().toList().get(times.size() / 2);
  }

  private static long longest(List<Long> times) {
    return times.stream().mapToLong(time -> time).max().orElse(-1);
  }

  private static void row(Object... cells) {
    System.out.printf("%-28s %20s %8s %16s %8s %13s%n", cells);
  }
}

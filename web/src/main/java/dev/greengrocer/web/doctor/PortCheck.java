package dev.greengrocer.web.doctor;

import dev.greengrocer.web.ListenAddress;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** Asks whether the server's port is free, or a server of this program answers there. */
final class PortCheck implements Check {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final int NOT_READY = 503;

  private final Premises premises;

  PortCheck(Premises premises) {
    this.premises = premises;
  }

  @Override
  public String subject() {
    return "port";
  }

  @Override
  public Finding look() {
    InetAddress address = ListenAddress.of(premises.address());
    if (premises.port() == 0) {
      return Finding.ok(subject(), "the server takes a free port");
    }
    InetSocketAddress place = new InetSocketAddress(address, premises.port());
    InetAddress caller = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
    return listens(new InetSocketAddress(caller, premises.port())) ? ask(caller) : bind(place);
  }

  private static boolean listens(InetSocketAddress place) {
    try (Socket socket = new Socket()) {
      socket.connect(place, (int) PATIENCE.toMillis());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private Finding bind(InetSocketAddress place) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(place);
      return Finding.ok(subject(), "%s is free; no server runs there".formatted(words()));
    } catch (BindException e) {
      return Finding.error(
          subject(),
          "%s cannot be used (%s)".formatted(words(), e.getMessage()),
          "give another --port or --host; ports below 1024 are the administrator's: let a proxy such as Caddy listen there");
    } catch (IOException e) {
      return Finding.error(
          subject(),
          "%s cannot be used (%s)".formatted(words(), e.getMessage()),
          "give another --port or --host");
    }
  }

  private Finding ask(InetAddress caller) {
    if (premises.encrypted()) {
      return Finding.ok(subject(), "something listens at %s, over TLS".formatted(words()));
    }
    try {
      HttpResponse<String> ready = get(caller, "/actuator/health/readiness");
      boolean ours = get(caller, "/sign-in").body().contains("Greengrocer");
      if (ours && ready.statusCode() == OK) {
        return Finding.ok(subject(), "a server of this program answers at " + words());
      }
      if (ours && ready.statusCode() == NOT_READY) {
        return Finding.warning(
            subject(),
            "the server at %s says that it is not ready".formatted(words()),
            "wait, if it is starting or stopping; otherwise look into its log");
      }
      return foreign();
    } catch (HttpTimeoutException e) {
      return Finding.error(
          subject(),
          "what listens at %s did not answer within %d s".formatted(words(), PATIENCE.toSeconds()),
          "if it is this server, it is overloaded or hangs: look into its log, and restart it");
    } catch (IOException e) {
      return foreign();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return foreign();
    }
  }

  private Finding foreign() {
    return Finding.error(
        subject(),
        "another program listens at %s".formatted(words()),
        "see which: 'ss -ltnp sport = :%d'; stop it, or give another --port"
            .formatted(premises.port()));
  }

  private HttpResponse<String> get(InetAddress caller, String path)
      throws IOException, InterruptedException {
    String host =
        caller.getHostAddress().contains(":")
            ? "[" + caller.getHostAddress() + "]"
            : caller.getHostAddress();
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    return client.send(
        HttpRequest.newBuilder(URI.create("http://%s:%d%s".formatted(host, premises.port(), path)))
            .timeout(PATIENCE)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String words() {
    return "%s, port %d".formatted(premises.address(), premises.port());
  }
}

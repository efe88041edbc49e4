package dev.greengrocer.benchmarks.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/**
 * One connection that posts photos over HTTP/1.1, as plain as can be: a load generator on the
 * server's own machine takes from it whatever it needs itself, and Java's client needs a tenth of
 * what the server does with a photo. For one thread at a time.
 */
final class HttpConnection implements AutoCloseable {

  private final URI place;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private boolean open = true;

  /** Connects to where photos are posted. */
  HttpConnection(URI place) throws IOException {
    this.place = place;
    this.socket = new Socket(place.getHost(), place.getPort());
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /** What came back, its body as UTF-8. */
  record Response(int status, String body) {}

  /** Posts a photo and waits for the whole answer. */
  Response post(byte[] photo) throws IOException {
    String head =
        """
        POST %s HTTP/1.1\r
        Host: %s\r
        Content-Type: image/jpeg\r
        Content-Length: %d\r
        \r
        """
            .formatted(place.getRawPath(), place.getAuthority(), photo.length);
    out.write(head.getBytes(ISO_8859_1));
    out.write(photo);
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    int length = 0;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String name = header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT);
      String value = header.substring(header.indexOf(':') + 1).strip();
      switch (name) {
        case "content-length" -> length = Integer.parseInt(value);
        case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
        case "connection" -> open = !value.equalsIgnoreCase("close");
        default -> {}
      }
    }
    return new Response(status, new String(chunked ? chunks() : bytes(length), UTF_8));
  }

  /** Whether the server will take another photo on it. */
  boolean isOpen() {
    return open;
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int length;
    do {
      length = Integer.parseInt(line(), 16);
      body.writeBytes(bytes(length));
      line(); // after each chunk, and after the last
    } while (length > 0);
    return body.toByteArray();
  }

  private byte[] bytes(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("%d of %d bytes came from %s".formatted(bytes.length, length, place));
    }
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException(place + " closed the connection within an answer");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

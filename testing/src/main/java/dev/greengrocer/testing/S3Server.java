package dev.greengrocer.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A server of S3 as a process, which keeps a bucket as a folder and an object as a file: a test may
 * look at them and damage them. It checks signatures and checksums.
 */
public final class S3Server implements AutoCloseable {

  public static final String ACCESS_KEY = "tester";
  public static final String SECRET_KEY = "a-secret-of-tests";

  private static final Path JAR =
      Path.of(System.getProperty("greengrocer.home", ".."), "testing/target/s3proxy/s3proxy.jar");
  private static final int ATTEMPTS = 1_200;
  private static final int PAUSE_MILLISECONDS = 100;

  private final Path buckets;
  private final URI endpoint;
  private final Path folder;
  private Process process;

  private S3Server(Path folder, Path buckets, URI endpoint) throws IOException {
    this.folder = folder;
    this.buckets = buckets;
    this.endpoint = endpoint;
    this.process = run(folder);
  }

  /**
   * Starts one and waits until it answers. Until it is closed, this process has the key to it.
   *
   * @param folder for what it keeps and writes; must be empty
   */
  public static S3Server start(Path folder) throws IOException, InterruptedException {
    Path buckets = Files.createDirectories(folder.resolve("buckets"));
    int port = freePort();
    URI endpoint = URI.create("http://127.0.0.1:" + port);
    Path settings = folder.resolve("s3proxy.conf");
    Files.write(
        settings,
        List.of(
            "s3proxy.endpoint=" + endpoint,
            "s3proxy.authorization=aws-v2-or-v4",
            "s3proxy.identity=" + ACCESS_KEY,
            "s3proxy.credential=" + SECRET_KEY,
            "jclouds.provider=filesystem-nio2",
            "jclouds.filesystem.basedir=" + buckets));
    S3Server server = new S3Server(folder, buckets, endpoint);
    server.awaitStart();
    System.setProperty("aws.accessKeyId", ACCESS_KEY);
    System.setProperty("aws.secretAccessKey", SECRET_KEY);
    return server;
  }

  private static Process run(Path folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx200m",
            "-jar",
            JAR.toString(),
            "--properties",
            folder.resolve("s3proxy.conf").toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("s3proxy.log").toFile())
        .start();
  }

  /** Ends the process, as if the network to it were cut: nothing listens there any more. */
  public void goAway() {
    process.destroyForcibly().onExit().join();
  }

  /** Starts it again after {@link #goAway}, at the same address; does nothing when it is there. */
  public void comeBack() throws IOException, InterruptedException {
    if (!process.isAlive()) {
      process = run(folder);
      awaitStart();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitStart() throws IOException, InterruptedException {
    for (int attempt = 0; attempt < ATTEMPTS && process.isAlive(); attempt++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), endpoint.getPort()));
        return;
      } catch (IOException e) {
        Thread.sleep(PAUSE_MILLISECONDS);
      }
    }
    close();
    throw new IOException(
        "the S3 server does not start: " + Files.readString(folder.resolve("s3proxy.log")));
  }

  /** Where it answers. */
  public URI endpoint() {
    return endpoint;
  }

  /** Makes a bucket, or finds one. */
  public Path bucket(String name) throws IOException {
    return Files.createDirectories(buckets.resolve(name));
  }

  @Override
  public void close() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    process.destroyForcibly().onExit().join();
  }
}

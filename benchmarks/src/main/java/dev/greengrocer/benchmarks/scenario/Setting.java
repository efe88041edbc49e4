package dev.greengrocer.benchmarks.scenario;

import dev.greengrocer.benchmarks.comparison.WorkerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where benchmarks run.
 *
 * @param home the folder of the repository
 * @param bundle the model that answers
 * @param photos a folder of real photos to use instead of made ones
 * @param otherJava home of a second JDK, for a peer whose speed depends on what its JDK brings
 * @param logs where filled logs stay for the next time; without it they go with the scratch folder
 * @param scratch an empty folder for whatever is made on the way
 * @param small whether to run the short set: fewer rounds and photos, the same comparisons
 */
public record Setting(
    Path home,
    Path bundle,
    Optional<Path> photos,
    Optional<Path> otherJava,
    Optional<Path> logs,
    Path scratch,
    boolean small) {

  private static final Path OWN_JAVA = Path.of(System.getProperty("java.home"));

  /** What the launcher gives the product's own Java. */
  private static final List<String> PRODUCT_OPTIONS =
      List.of("-XX:+UseSerialGC", "-Djava.awt.headless=true");

  /** One number for the short set and one for the long. */
  public int either(int few, int many) {
    return small ? few : many;
  }

  /** Starts one of the product's sides, on the options that the launcher gives. */
  public WorkerProcess product(Class<?> main, List<String> arguments) throws IOException {
    return WorkerProcess.start(
        OWN_JAVA, home.resolve("benchmarks"), PRODUCT_OPTIONS, main.getName(), arguments);
  }

  /** The peers that are written in Python. */
  PythonPeers python() {
    return new PythonPeers(home.resolve("benchmarks/peers/python"));
  }

  /** Starts a peer, on Java's own defaults as its users do. */
  public WorkerProcess peer(String module, String main, List<String> arguments) throws IOException {
    return peer(OWN_JAVA, module, main, arguments);
  }

  /** Starts a peer on a certain JDK. */
  public WorkerProcess peer(Path java, String module, String main, List<String> arguments)
      throws IOException {
    return WorkerProcess.start(
        java,
        home.resolve("benchmarks/peers").resolve(module),
        List.of("-Djava.awt.headless=true"),
        "dev.greengrocer.peers." + main,
        arguments);
  }
}

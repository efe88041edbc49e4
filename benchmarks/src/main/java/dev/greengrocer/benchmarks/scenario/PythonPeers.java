package dev.greengrocer.benchmarks.scenario;

import dev.greengrocer.benchmarks.comparison.WorkerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Peers that are written in Python, as {@code benchmarks/peers/python/install} installs them. A
 * scenario leaves out those whose set is not installed.
 */
public final class PythonPeers {

  /** What is installed together, because it is used together. */
  public enum Set {
    /** Pillow and ONNX Runtime. */
    ONNXRUNTIME("onnxruntime"),
    /** Keras on TensorFlow, Flask, gunicorn and Pillow. */
    KERAS("keras"),
    /** PyTorch, torchvision and Ultralytics. */
    TORCH("torch");

    private final String folder;

    Set(String folder) {
      this.folder = folder;
    }

    /** The name that {@code install} takes. */
    @Override
    public String toString() {
      return folder;
    }
  }

  private final Path folder;

  /**
   * Looks for them.
   *
   * @param folder of the scripts
   */
  public PythonPeers(Path folder) {
    this.folder = folder;
  }

  /** The sets that are not installed. */
  public List<Set> missing() {
    return List.of(Set.values()).stream().filter(set -> !has(set)).toList();
  }

  /** Whether a set is installed. */
  boolean has(Set set) {
    return Files.exists(environment(set).resolve("installed.txt"));
  }

  /** Starts one that performs rounds. */
  WorkerProcess stage(Set set, String script, List<String> arguments) throws IOException {
    return WorkerProcess.start(script, process(set, script, arguments));
  }

  /**
   * Runs a script to its end.
   *
   * @throws IOException if it ends with anything but 0
   */
  void run(Set set, String script, List<String> arguments)
      throws IOException, InterruptedException {
    Process process =
        process(set, script, arguments)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IOException("%s ended with %d; its output is above".formatted(script, exit));
    }
  }

  /** The command that runs a WSGI service of the scripts under gunicorn. */
  List<String> gunicorn(Set set, String service) {
    return List.of(
        environment(set).resolve("bin/gunicorn").toString(),
        "--chdir",
        folder.toString(),
        "--config",
        folder.resolve("gunicorn.conf.py").toString(),
        service);
  }

  private ProcessBuilder process(Set set, String script, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(environment(set).resolve("bin/python").toString());
    command.add(folder.resolve(script).toString());
    command.addAll(arguments);
    ProcessBuilder process = new ProcessBuilder(command);
    quieten(process);
    return process;
  }

  /** TensorFlow's remarks at each start say nothing about the comparison. */
  static void quieten(ProcessBuilder process) {
    process.environment().put("TF_CPP_MIN_LOG_LEVEL", "2");
  }

  private Path environment(Set set) {
    return folder.resolve(".venv").resolve(set.toString());
  }
}

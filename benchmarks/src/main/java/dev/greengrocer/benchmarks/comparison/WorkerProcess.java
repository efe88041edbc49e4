package dev.greengrocer.benchmarks.comparison;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.greengrocer.benchmarks.worker.Round;
import dev.greengrocer.benchmarks.worker.WorkerMain;
import dev.greengrocer.benchmarks.worker.Workload;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/** A workload on a stage in a process of its own, which sleeps while others perform. */
public final class WorkerProcess implements Workload {

  private static final int REST_MILLISECONDS = 50;
  private static final int MOST_RESTS = 20;

  private final String name;
  private final Process process;
  private final BufferedReader rounds;
  private final Writer calls;

  private WorkerProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    this.rounds = process.inputReader(UTF_8);
    this.calls = process.outputWriter(UTF_8);
  }

  /**
   * Starts a Java process and waits until it is ready.
   *
   * @param java home of the JDK that runs it
   * @param module the folder of the Maven module whose jar and libraries it runs on
   * @param options for the Java machine
   * @param main the class that performs
   */
  public static WorkerProcess start(
      Path java, Path module, List<String> options, String main, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java.resolve("bin/java").toString());
    command.addAll(options);
    command.addAll(
        List.of("-cp", module.resolve("target") + "/*:" + module.resolve("target/lib/*"), main));
    command.addAll(arguments);
    return start(main, new ProcessBuilder(command));
  }

  /**
   * Starts a process and waits until it is ready.
   *
   * @param name of what performs, for messages
   * @param command that performs as {@link WorkerMain} does
   */
  public static WorkerProcess start(String name, ProcessBuilder command) throws IOException {
    Process process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    WorkerProcess staged = new WorkerProcess(name, process);
    try {
      staged.await(WorkerMain.READY);
    } catch (IOException e) {
      staged.close();
      throw e;
    }
    return staged;
  }

  @Override
  public Round round() throws IOException {
    calls.write("go\n");
    calls.flush();
    return Round.ofLine(await(Round.MARK + " "));
  }

  @Override
  public double processorSeconds() {
    return process.info().totalCpuDuration().map(time -> time.toMillis() / 1e3).orElse(Double.NaN);
  }

  @Override
  public void rest() throws InterruptedException {
    rest(this::processorSeconds);
  }

  /**
   * Waits for a span without a tick of the system's clock of processor time, for a second at most.
   */
  static void rest(DoubleSupplier processorSeconds) throws InterruptedException {
    double before;
    int spans = 0;
    do {
      before = processorSeconds.getAsDouble();
      Thread.sleep(REST_MILLISECONDS);
      spans++;
    } while (processorSeconds.getAsDouble() > before && spans < MOST_RESTS);
  }

  private String await(String start) throws IOException {
    String line;
    while ((line = rounds.readLine()) != null) {
      if (line.startsWith(start)) {
        return line;
      }
    }
    throw new IOException(name + ": the process ended; its output is above");
  }

  @Override
  public void close() {
    process.destroy();
  }
}

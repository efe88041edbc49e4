package dev.greengrocer.benchmarks.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;

/** Performs a workload in this process: a round for each line of standard input, until it ends. */
public final class WorkerMain {

  /** The line that says that the workload is ready. */
  public static final String READY = "ready";

  private WorkerMain() {}

  /** How a workload comes to be; what it loads and opens is not part of any round. */
  public interface Entrance {

    /** Opens all that the rounds need. */
    Workload enter() throws Exception;
  }

  /** Performs until standard input ends. */
  public static void perform(Entrance entrance) throws Exception {
    PrintStream rounds = System.out;
    System.setOut(System.err); // Libraries talk; the rounds are alone on standard output.
    try (Workload workload = entrance.enter()) {
      rounds.println(READY);
      perform(workload, rounds);
    }
  }

  private static void perform(Workload workload, PrintStream rounds) throws Exception {
    BufferedReader calls = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    while (nextCall(calls)) {
      rounds.println(workload.round().toLine());
    }
  }

  private static boolean nextCall(BufferedReader calls) throws IOException {
    return calls.readLine() != null;
  }
}

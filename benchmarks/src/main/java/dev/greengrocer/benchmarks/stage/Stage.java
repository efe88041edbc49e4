package dev.greengrocer.benchmarks.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;

/**
 * Performs a contestant in this process: a round for each line of standard input, until it ends.
 */
public final class Stage {

  /** The line that says that the contestant stands ready. */
  public static final String READY = "ready";

  private Stage() {}

  /** How a contestant comes to be; what it loads and opens is not part of any round. */
  public interface Entrance {

    /** Opens all that the rounds need. */
    Contestant enter() throws Exception;
  }

  /** Performs until standard input ends. */
  public static void perform(Entrance entrance) throws Exception {
    PrintStream rounds = System.out;
    System.setOut(System.err); // Libraries talk; the rounds are alone on standard output.
    try (Contestant contestant = entrance.enter()) {
      rounds.println(READY);
      perform(contestant, rounds);
    }
  }

  private static void perform(Contestant contestant, PrintStream rounds) throws Exception {
    BufferedReader calls = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    while (nextCall(calls)) {
      rounds.println(contestant.round().toLine());
    }
  }

  private static boolean nextCall(BufferedReader calls) throws IOException {
    return calls.readLine() != null;
  }
}

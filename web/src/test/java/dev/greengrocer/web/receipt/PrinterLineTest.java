package dev.greengrocer.web.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PrinterLineTest {

  private static final String HERE = "127.0.0.1";
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(700);

  /** More than any buffer on the way holds. */
  private static final int LARGE = 32 * 1024 * 1024;

  private final PrinterLine line = new PrinterLine();

  @AfterEach
  void hangUp() {
    line.close();
  }

  @Test
  void a_printer_gets_every_byte() throws IOException, InterruptedException {
    try (PaperSink printer = new PaperSink(PaperSink.Manner.WELL)) {
      byte[] receipt = bytes(5_000);
      line.send(HERE, printer.port(), receipt, LONG);
      assertThat(printer.next()).isEqualTo(receipt);
    }
  }

  @Test
  void a_slow_printer_gets_every_byte_too() throws IOException, InterruptedException {
    try (PaperSink printer = new PaperSink(PaperSink.Manner.SLOWLY)) {
      byte[] receipt = bytes(60_000);
      line.send(HERE, printer.port(), receipt, LONG);
      assertThat(printer.next()).isEqualTo(receipt);
    }
  }

  @Test
  void a_printer_that_never_reads_costs_its_time_and_no_more() throws IOException {
    try (PaperSink printer = new PaperSink(PaperSink.Manner.NEVER)) {
      assertThatThrownBy(() -> line.send(HERE, printer.port(), bytes(LARGE), SHORT))
          .isInstanceOf(IOException.class)
          .hasMessage("it did not take the receipt within 1 s; a part may be printed");
    }
  }

  @Test
  void a_printer_that_answers_without_end_has_taken_the_receipt() throws Exception {
    try (PaperSink printer = new PaperSink(PaperSink.Manner.TALKING)) {
      byte[] receipt = bytes(5_000);
      line.send(HERE, printer.port(), receipt, Duration.ofSeconds(5));
      assertThat(printer.next()).isEqualTo(receipt);
    }
  }

  @Test
  void a_printer_that_hangs_up_in_the_middle_is_told_of() throws IOException {
    try (PaperSink printer = new PaperSink(PaperSink.Manner.HALF)) {
      assertThatThrownBy(() -> line.send(HERE, printer.port(), bytes(LARGE), LONG))
          .isInstanceOf(IOException.class)
          .hasMessage("it hung up in the middle; a part may be printed");
    }
  }

  @Test
  void a_printer_that_is_gone_is_told_of() throws IOException {
    PaperSink printer = new PaperSink(PaperSink.Manner.WELL);
    int port = printer.port();
    printer.close();
    assertThatThrownBy(() -> line.send(HERE, port, bytes(10), LONG))
        .isInstanceOf(IOException.class)
        .hasMessage("it does not answer; is it on, and is the address right?");
    assertThatThrownBy(() -> line.send("printer.invalid", port, bytes(10), LONG))
        .isInstanceOf(IOException.class)
        .hasMessage("there is no host printer.invalid");
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }
}

package dev.greengrocer.web.scale;

import com.fazecast.jSerialComm.SerialPort;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.price.Weight;
import dev.greengrocer.ledger.sale.ScaleWeights;
import dev.greengrocer.ledger.sale.TillName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * A scale on a serial port that fills its weights into the basket of its till. It reads in a thread
 * of its own; a port that is not there or fails is tried again. Thread-safe.
 */
final class SerialScale {

  private static final Logger log = LoggerFactory.getLogger(SerialScale.class);
  private static final Duration PAUSE = Duration.ofSeconds(3);
  private static final Duration SILENCE = Duration.ofSeconds(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);
  private static final int READ_TIMEOUT = 100;
  private static final int LONGEST_LINE = 200;

  private final TillName till;
  private final ScaleSettings.Connection connection;
  private final ScaleProtocol protocol;
  private final ScaleWeights weights;
  private @Nullable Thread thread;
  private volatile boolean stopped = true;
  private volatile State state;

  /**
   * How a scale is.
   *
   * @param connected whether its port is open and it has sent weights of late
   * @param weight the last that it showed, or null
   * @param fault why it is not connected, or null
   */
  record State(boolean connected, @Nullable Weight weight, @Nullable String fault) {}

  SerialScale(
      TillName till,
      ScaleSettings.Connection connection,
      ScaleProtocol protocol,
      ScaleWeights weights) {
    this.till = till;
    this.connection = connection;
    this.protocol = protocol;
    this.weights = weights;
    this.state = new State(false, null, "not asked yet");
  }

  TillName till() {
    return till;
  }

  ScaleSettings.Connection connection() {
    return connection;
  }

  State state() {
    return state;
  }

  /** Begins to read; once more after a stop, too. */
  synchronized void start() {
    stopped = false;
    Thread reader = new Thread(this::run, "scale of " + till.value());
    reader.setDaemon(true);
    reader.start();
    thread = reader;
  }

  /** Ends the thread and closes the port. */
  synchronized void stop() throws InterruptedException {
    stopped = true;
    Thread reader = thread;
    if (reader != null) {
      reader.interrupt();
      reader.join(PAUSE.toMillis());
    }
  }

  private void run() {
    while (!stopped) {
      try {
        read();
      } catch (IOException | RuntimeException e) {
        fail(String.valueOf(e.getMessage()));
      }
      try {
        Thread.sleep(PAUSE.toMillis());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void fail(String fault) {
    if (!stopped) {
      State before = state;
      state = new State(false, before.weight(), fault);
      if (!fault.equals(before.fault())) {
        log.warn(
            "scale of till {} at {}: {}; trying again every {} s",
            till.value(),
            connection.port(),
            fault,
            PAUSE.toSeconds());
      }
    }
  }

  private void read() throws IOException {
    SerialPort port = SerialPort.getCommPort(connection.port());
    int baud = connection.baud() == null ? protocol.baud() : connection.baud();
    port.setComPortParameters(baud, protocol.bits(), protocol.stop(), parity());
    port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, READ_TIMEOUT, 0);
    if (!port.openPort()) {
      throw new IOException("the port cannot be opened; is it there, free and allowed?");
    }
    try {
      read(port);
    } finally {
      port.closePort();
    }
  }

  private void read(SerialPort port) throws IOException {
    ScaleProtocol.Parser parser = protocol.parser();
    ScaleJudge judge = new ScaleJudge(protocol.repeats());
    byte[] request = request();
    // Times of no clock: one that is set back must not silence a scale.
    long heard = System.nanoTime();
    long asked = heard - protocol.every().toNanos() - 1;
    long looked = heard - BETWEEN_LOOKS.toNanos() - 1;
    StringBuilder line = new StringBuilder();
    byte[] buffer = new byte[LONGEST_LINE];
    while (!stopped) {
      long now = System.nanoTime();
      if (request.length > 0 && now - asked > protocol.every().toNanos()) {
        asked = now;
        if (port.writeBytes(request, request.length) != request.length) {
          throw new IOException("the scale cannot be asked; its port has failed");
        }
      }
      int count = port.readBytes(buffer, buffer.length);
      if (count < 0) {
        throw new IOException("the port has failed");
      }
      for (int i = 0; i < count; i++) {
        char c = (char) (buffer[i] & 0x7f);
        if (c >= ' ' && line.length() < LONGEST_LINE) {
          line.append(c);
        } else if (c == '\r' || c == '\n' || c == '\3') {
          Optional<ScaleProtocol.Reading> reading = parser.read(line.toString());
          line.setLength(0);
          if (reading.isPresent()) {
            heard = now;
            show(reading.get());
            Optional<Weight> goods = judge.judge(reading.get());
            if (goods.isPresent() && now - looked > BETWEEN_LOOKS.toNanos()) {
              looked = now;
              if (fill(goods.get())) {
                judge.use();
              }
            }
          }
        }
      }
      if (now - heard > SILENCE.toNanos()) {
        heard = now;
        fail(
            "it sends no weights; are protocol %s and speed right?"
                .formatted(connection.protocol()));
      }
    }
  }

  private void show(ScaleProtocol.Reading reading) {
    if (!state.connected()) {
      log.info("scale of till {} at {}: connected", till.value(), connection.port());
    }
    state = new State(true, reading.weight(), null);
  }

  /** Whether a line waited for the weight, which it has now. */
  private boolean fill(Weight weight) {
    try {
      if (!weights.isAwaited(till)) {
        return false;
      }
      weights.fill(till, weight, null);
      return true;
    } catch (RefusedException e) {
      if (e.problem() != Problem.CONFLICT) {
        log.warn("scale of till {}: {}", till.value(), e.getMessage());
      }
      return false;
    } catch (DataAccessException | TransactionException e) {
      log.warn("scale of till {}: a weight is not filled in: {}", till.value(), e.getMessage());
      return false;
    }
  }

  private byte[] request() {
    String request = protocol.request();
    return request == null
        ? new byte[0]
        : request.replace("\\r", "\r").replace("\\n", "\n").getBytes(StandardCharsets.US_ASCII);
  }

  private int parity() {
    return switch (protocol.parity()) {
      case "even" -> SerialPort.EVEN_PARITY;
      case "odd" -> SerialPort.ODD_PARITY;
      default -> SerialPort.NO_PARITY;
    };
  }
}

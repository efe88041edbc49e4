package dev.greengrocer.web.scale;

import dev.greengrocer.ledger.sale.ScaleWeights;
import dev.greengrocer.ledger.sale.TillName;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The scales on serial ports, which are read while the server runs. A server without any loads no
 * native code. Thread-safe.
 */
@Component
class Scales implements SmartLifecycle {

  private final List<SerialScale> all;
  private volatile boolean running;

  Scales(ScaleSettings settings, ScaleWeights weights) {
    this.all =
        settings.scales().entrySet().stream()
            .map(
                till ->
                    new SerialScale(
                        new TillName(till.getKey()),
                        till.getValue(),
                        settings.protocol(till.getValue()),
                        weights))
            .toList();
  }

  /** Each of them, by the name of its till. */
  List<SerialScale> all() {
    return all;
  }

  @Override
  public void start() {
    running = true;
    all.forEach(SerialScale::start);
  }

  @Override
  public void stop() {
    running = false;
    try {
      for (SerialScale scale : all) {
        scale.stop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}

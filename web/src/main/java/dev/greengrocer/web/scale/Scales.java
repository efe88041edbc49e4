package dev.greengrocer.web.scale;

import dev.greengrocer.ledger.sale.ScaleWeights;
import dev.greengrocer.ledger.sale.TillName;
import dev.greengrocer.ledger.settings.LiveSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The scales on serial ports, which are read while the server runs. One that an administrator adds,
 * changes or takes away is followed within seconds. A server without any loads no native code.
 * Thread-safe.
 */
@Component
class Scales implements SmartLifecycle {

  private final Supplier<ScaleSettings> settings;
  private final ScaleWeights weights;
  private final SortedMap<String, SerialScale> all = new TreeMap<>();
  private boolean running;

  Scales(LiveSettings settings, ScaleWeights weights) {
    this.settings = settings.of(ScaleSettings.class);
    this.weights = weights;
  }

  /** Each of them, by the name of its till. */
  synchronized List<SerialScale> all() {
    return List.copyOf(all.values());
  }

  /** Reads the scales that there are to be, and no other. */
  @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
  synchronized void follow() {
    if (!running) {
      return;
    }
    ScaleSettings now = settings.get();
    Set<String> gone =
        all.entrySet().stream()
            .filter(
                scale ->
                    !Objects.equals(
                        scale.getValue().connection(), now.scales().get(scale.getKey())))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    gone.forEach(till -> end(all.remove(till)));
    now.scales()
        .forEach(
            (till, connection) ->
                all.computeIfAbsent(
                    till,
                    name -> {
                      SerialScale scale =
                          new SerialScale(
                              new TillName(name), connection, now.protocol(connection), weights);
                      scale.start();
                      return scale;
                    }));
  }

  private static void end(@Nullable SerialScale scale) {
    try {
      if (scale != null) {
        scale.stop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void start() {
    running = true;
    follow();
  }

  @Override
  public synchronized void stop() {
    running = false;
    all.values().forEach(Scales::end);
    all.clear();
  }

  @Override
  public synchronized boolean isRunning() {
    return running;
  }
}

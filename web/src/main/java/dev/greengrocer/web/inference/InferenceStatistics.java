package dev.greengrocer.web.inference;

import dev.greengrocer.web.inference.InferenceBodies.Duration;
import dev.greengrocer.web.inference.InferenceBodies.ModelStatistics;
import dev.greengrocer.web.prediction.PredictionMetrics;
import dev.greengrocer.web.prediction.PredictionMetrics.Total;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The figures of this server in the words of the inference protocol. Thread-safe. */
@Component
final class InferenceStatistics {

  private final PredictionMetrics metrics;

  InferenceStatistics(PredictionMetrics metrics) {
    this.metrics = metrics;
  }

  ModelStatistics of(String name, String version) {
    Total infer = metrics.total("infer");
    Total queue = metrics.total("queue");
    long input = metrics.total("decode").nanos() + metrics.total("preprocess").nanos();
    Total output = metrics.total("log");
    Map<String, Duration> figures = new LinkedHashMap<>();
    figures.put(
        "success",
        new Duration(infer.count(), infer.nanos() + input + output.nanos() + queue.nanos()));
    figures.put("fail", new Duration(metrics.refused(), 0));
    figures.put("queue", new Duration(queue.count(), queue.nanos()));
    figures.put("compute_input", new Duration(metrics.total("decode").count(), input));
    figures.put("compute_infer", new Duration(infer.count(), infer.nanos()));
    figures.put("compute_output", new Duration(output.count(), output.nanos()));
    return new ModelStatistics(
        name, version, metrics.lastAnsweredAt(), infer.count(), infer.count(), figures, List.of());
  }
}

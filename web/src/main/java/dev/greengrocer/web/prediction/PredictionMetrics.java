package dev.greengrocer.web.prediction;

import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import dev.greengrocer.ledger.prediction.LoggedPrediction.Timings;
import dev.greengrocer.web.model.ActiveModel;
import dev.greengrocer.web.prediction.InferenceBodies.Duration;
import dev.greengrocer.web.prediction.InferenceBodies.ModelStatistics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** What Prometheus sees of the answers: how many, how sure, how long each stage took. */
@Component
public class PredictionMetrics {

  private static final double[] CONFIDENCE = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1};

  private final MeterRegistry registry;
  private final DistributionSummary confidence;
  private final AtomicLong last = new AtomicLong();

  PredictionMetrics(
      MeterRegistry registry, QueueLimit limit, InferenceQueue queue, ActiveModel models) {
    this.registry = registry;
    this.confidence =
        DistributionSummary.builder("greengrocer.confidence")
            .description("Probability of the most probable label")
            .serviceLevelObjectives(CONFIDENCE)
            .register(registry);
    Gauge.builder("greengrocer.queue.depth", limit, QueueLimit::inside)
        .description("Photos that are being answered or wait for it")
        .register(registry);
    Gauge.builder("greengrocer.queue.inference", queue, InferenceQueue::depth)
        .description("Prepared photos that wait for the network")
        .register(registry);
    MultiGauge model =
        MultiGauge.builder("greengrocer.model.info")
            .description("The model that answers")
            .register(registry);
    models.onChange(
        bundle ->
            model.register(
                List.of(
                    MultiGauge.Row.of(
                        Tags.of(
                            "name",
                            bundle.name(),
                            "network",
                            bundle.network(),
                            "sha256",
                            bundle.modelSha256()),
                        1)),
                true));
  }

  void answered(LoggedPrediction prediction, long logNanos) {
    Timings timings = prediction.timings();
    last.set(prediction.at().toEpochMilli());
    stage("decode", timings.decode());
    stage("preprocess", timings.preprocess());
    stage("queue", timings.queue());
    stage("infer", timings.infer());
    stage("log", TimeUnit.NANOSECONDS.toMicros(logNanos));
    confidence.record(prediction.best().probability());
    Counter.builder("greengrocer.predictions")
        .description("Answers, by decision and by what sent the photo")
        .tag("decision", prediction.decision().id())
        .tag("source", prediction.source().id())
        .register(registry)
        .increment();
  }

  /** The figures of this server in the words of the inference protocol. */
  public ModelStatistics statistics(String name, String version) {
    Duration infer = sum("infer");
    Duration input = sum("decode");
    Duration prepare = sum("preprocess");
    Duration output = sum("log");
    Duration queue = sum("queue");
    Map<String, Duration> figures = new LinkedHashMap<>();
    figures.put(
        "success",
        new Duration(
            infer.count(), infer.ns() + input.ns() + prepare.ns() + output.ns() + queue.ns()));
    figures.put(
        "fail",
        new Duration(
            (long)
                registry.find("greengrocer.refused").counters().stream()
                    .mapToDouble(Counter::count)
                    .sum(),
            0));
    figures.put("queue", queue);
    figures.put("compute_input", new Duration(input.count(), input.ns() + prepare.ns()));
    figures.put("compute_infer", infer);
    figures.put("compute_output", output);
    return new ModelStatistics(
        name, version, last.get(), infer.count(), infer.count(), figures, List.of());
  }

  private Duration sum(String stage) {
    Timer timer = registry.find("greengrocer.stage").tag("stage", stage).timer();
    return timer == null
        ? new Duration(0, 0)
        : new Duration(timer.count(), (long) timer.totalTime(TimeUnit.NANOSECONDS));
  }

  void refused(RefusedException refusal) {
    Counter.builder("greengrocer.refused")
        .description("Photos that were refused, by reason")
        .tag("reason", refusal.problem().id())
        .register(registry)
        .increment();
  }

  private void stage(String stage, long micros) {
    Timer.builder("greengrocer.stage")
        .description("Time that each stage of an answer takes")
        .tag("stage", stage)
        .serviceLevelObjectives(
            java.time.Duration.ofMillis(1),
            java.time.Duration.ofMillis(2),
            java.time.Duration.ofMillis(5),
            java.time.Duration.ofMillis(10),
            java.time.Duration.ofMillis(25),
            java.time.Duration.ofMillis(50),
            java.time.Duration.ofMillis(100),
            java.time.Duration.ofMillis(250),
            java.time.Duration.ofMillis(500),
            java.time.Duration.ofSeconds(1),
            java.time.Duration.ofSeconds(5))
        .register(registry)
        .record(micros, TimeUnit.MICROSECONDS);
  }
}

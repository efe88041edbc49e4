package dev.greengrocer.web.prediction;

import dev.greengrocer.web.RefusedException;
import dev.greengrocer.web.history.LoggedPrediction;
import dev.greengrocer.web.history.LoggedPrediction.Timings;
import dev.greengrocer.web.model.ModelSlot;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** What Prometheus sees of the answers: how many, how sure, how long each stage took. */
@Component
class PredictionMetrics {

  private static final double[] CONFIDENCE = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1};

  private final MeterRegistry registry;
  private final DistributionSummary confidence;

  PredictionMetrics(
      MeterRegistry registry, QueueLimit limit, InferenceQueue queue, ModelSlot models) {
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
    stage("decode", timings.decode());
    stage("preprocess", timings.preprocess());
    stage("queue", timings.queue());
    stage("infer", timings.infer());
    stage("log", TimeUnit.NANOSECONDS.toMicros(logNanos));
    confidence.record(prediction.best().probability());
    registry
        .counter(
            "greengrocer.predictions",
            "decision",
            prediction.decision().id(),
            "source",
            prediction.source().id())
        .increment();
  }

  void refused(RefusedException refusal) {
    registry.counter("greengrocer.refused", "reason", refusal.problem().id()).increment();
  }

  private void stage(String stage, long micros) {
    Timer.builder("greengrocer.stage")
        .description("Time that each stage of an answer takes")
        .tag("stage", stage)
        .serviceLevelObjectives(
            Duration.ofMillis(1),
            Duration.ofMillis(2),
            Duration.ofMillis(5),
            Duration.ofMillis(10),
            Duration.ofMillis(25),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5))
        .register(registry)
        .record(micros, TimeUnit.MICROSECONDS);
  }
}

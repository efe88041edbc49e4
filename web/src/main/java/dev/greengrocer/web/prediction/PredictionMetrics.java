package dev.greengrocer.web.prediction;

import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import dev.greengrocer.ledger.prediction.LoggedPrediction.Timings;
import dev.greengrocer.web.model.ActiveModel;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
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

  /**
   * How often a stage was gone through since the server started, and how long it took in all.
   *
   * @param count 0 or more
   * @param nanos in nanoseconds
   */
  public record Total(long count, long nanos) {}

  /** The total of a stage: decode, preprocess, queue, infer or log. */
  public Total total(String stage) {
    Timer timer = registry.find("greengrocer.stage").tag("stage", stage).timer();
    return timer == null
        ? new Total(0, 0)
        : new Total(timer.count(), (long) timer.totalTime(TimeUnit.NANOSECONDS));
  }

  /** How many photos were refused since the server started. */
  public long refused() {
    return (long)
        registry.find("greengrocer.refused").counters().stream().mapToDouble(Counter::count).sum();
  }

  /** When a photo was answered last, in epoch milliseconds; 0 when none was. */
  public long lastAnsweredAt() {
    return last.get();
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

package dev.greengrocer.web.dashboard;

import dev.greengrocer.Decision;
import dev.greengrocer.ledger.figures.AnswerCounts;
import dev.greengrocer.ledger.figures.AnswerCounts.LabelCell;
import dev.greengrocer.ledger.figures.Corrections;
import dev.greengrocer.ledger.figures.DailyFigures;
import dev.greengrocer.ledger.figures.DailyFigures.Said;
import dev.greengrocer.ledger.figures.Days;
import dev.greengrocer.ledger.figures.Drift;
import dev.greengrocer.ledger.figures.LeftOutRows;
import dev.greengrocer.ledger.figures.SalesFigures;
import dev.greengrocer.ledger.prediction.PredictionLog;
import dev.greengrocer.model.EvaluationCounts;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.statistics.Proportion;
import dev.greengrocer.web.Texts;
import dev.greengrocer.web.dashboard.DashboardView.Answered;
import dev.greengrocer.web.dashboard.DashboardView.Evaluated;
import dev.greengrocer.web.dashboard.DashboardView.Latency;
import dev.greengrocer.web.dashboard.DashboardView.Moved;
import dev.greengrocer.web.dashboard.DashboardView.Share;
import dev.greengrocer.web.dashboard.DashboardView.Sold;
import dev.greengrocer.web.dashboard.DashboardView.Station;
import dev.greengrocer.web.dashboard.DashboardView.Version;
import dev.greengrocer.web.model.ActiveModel;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;

/** Puts the figures of some days together. Thread-safe. */
@Service
class Dashboard {

  /** More columns than this cannot be distinguished on a phone. */
  private static final int COLUMNS = 62;

  private static final String DAY = "d MMM";
  private static final String DAY_OF_YEAR = "d MMM yyyy";
  private static final double[] PERCENTILES = {0.5, 0.9, 0.95, 0.99};

  private final DailyFigures figures;
  private final SalesFigures sales;
  private final LeftOutRows leftOut;
  private final PredictionLog log;
  private final ActiveModel models;
  private final Texts texts;

  Dashboard(
      DailyFigures figures,
      SalesFigures sales,
      LeftOutRows leftOut,
      PredictionLog log,
      ActiveModel models,
      Texts texts) {
    this.figures = figures;
    this.sales = sales;
    this.leftOut = leftOut;
    this.log = log;
    this.models = models;
    this.texts = texts;
  }

  /** All figures of some days. */
  DashboardView view(Days days) {
    AnswerCounts now = figures.read(days);
    AnswerCounts before = figures.read(days.before());
    List<Said> said = figures.said(days);
    Corrections corrections = Corrections.of(said);
    SortedMap<String, Long> decisions = now.by(LabelCell::decision);
    long answers = now.answers();
    return new DashboardView(
        days,
        new Answered(
            answers,
            new Proportion(decisions.getOrDefault(Decision.ACCEPT.id(), 0L), answers),
            corrections,
            latencies(now),
            overTime(now, days),
            shares(now, days),
            confidence(now, days)),
        versions(now, said, days),
        stations(days),
        evaluated(now),
        drift(before, now),
        new Sold(salesOverTime(days), sales.byKind(days)),
        leftOut.read());
  }

  private static List<Latency> latencies(AnswerCounts now) {
    List<Latency> latencies = new ArrayList<>();
    for (double share : PERCENTILES) {
      OptionalDouble milliseconds = now.latency(share);
      if (milliseconds.isPresent()) {
        latencies.add(new Latency((int) Math.round(share * 100), milliseconds.getAsDouble()));
      }
    }
    return latencies;
  }

  private Chart overTime(AnswerCounts now, Days days) {
    List<String> decisions = Stream.of(Decision.values()).map(Decision::id).toList();
    Map<LocalDate, double[]> byDay = new HashMap<>();
    now.labelCells()
        .forEach(
            (cell, answers) ->
                byDay
                        .computeIfAbsent(cell.day(), day -> new double[decisions.size()])[
                        decisions.indexOf(cell.decision())] +=
                    answers);
    return columns(
        Stream.of(Decision.values()).map(texts::word).toList(),
        byDay,
        days,
        (first, last) ->
            new Chart.Way(
                HistoryLink.answers(first, last),
                decisions.stream()
                    .map(one -> HistoryLink.answers(first, last, "decision", one))
                    .toList()));
  }

  private Chart salesOverTime(Days days) {
    Map<LocalDate, double[]> byDay = new HashMap<>();
    sales
        .byDay(days)
        .forEach(
            day ->
                byDay.merge(
                    day.date(),
                    new double[] {day.total().doubleValue()},
                    (one, other) -> new double[] {one[0] + other[0]}));
    return columns(
        List.of(texts.of("dashboard.chart-sales")),
        byDay,
        days,
        (first, last) -> {
          String sales = HistoryLink.sales(first, last);
          return new Chart.Way(sales, List.of(sales));
        });
  }

  /** A column a day, or a column for several where days are many. */
  private static Chart columns(
      List<String> series,
      Map<LocalDate, double[]> byDay,
      Days days,
      BiFunction<LocalDate, LocalDate, Chart.Way> way) {
    DateTimeFormatter name =
        DateTimeFormatter.ofPattern(
            days.count() > 300 ? DAY_OF_YEAR : DAY, LocaleContextHolder.getLocale());
    int daysAColumn = (days.count() + COLUMNS - 1) / COLUMNS;
    List<String> names = new ArrayList<>();
    List<double[]> values = new ArrayList<>();
    List<Chart.Way> ways = new ArrayList<>();
    for (LocalDate first = days.first();
        !first.isAfter(days.last());
        first = first.plusDays(daysAColumn)) {
      double[] sum = new double[series.size()];
      for (int i = 0; i < daysAColumn; i++) {
        double[] parts = byDay.getOrDefault(first.plusDays(i), new double[series.size()]);
        for (int part = 0; part < sum.length; part++) {
          sum[part] += parts[part];
        }
      }
      names.add(name.format(first));
      values.add(sum);
      LocalDate last = first.plusDays(daysAColumn - 1L);
      ways.add(way.apply(first, last.isAfter(days.last()) ? days.last() : last));
    }
    return Chart.of(series, names, values, ways);
  }

  private static List<Share> shares(AnswerCounts now, Days days) {
    long answers = now.answers();
    return now.by(LabelCell::label).entrySet().stream()
        .map(
            label ->
                new Share(
                    label.getKey(),
                    label.getValue(),
                    (double) label.getValue() / answers,
                    HistoryLink.answers(days, "label", label.getKey())))
        .sorted(Comparator.comparingLong(Share::answers).reversed().thenComparing(Share::name))
        .toList();
  }

  private Chart confidence(AnswerCounts now, Days days) {
    long[] bins = now.confidence();
    return Chart.of(
        List.of(texts.of("dashboard.chart-answers")),
        IntStream.range(0, bins.length)
            .mapToObj(bin -> "%d–%d %%".formatted(bin * 10, (bin + 1) * 10))
            .toList(),
        LongStream.of(bins).mapToObj(answers -> new double[] {answers}).toList(),
        IntStream.range(0, bins.length).mapToObj(bin -> confidence(bin, days)).toList());
  }

  private static Chart.Way confidence(int bin, Days days) {
    String answers =
        HistoryLink.answers(
            days, "min", String.valueOf(bin * 10), "max", String.valueOf((bin + 1) * 10));
    return new Chart.Way(answers, List.of(answers));
  }

  private List<Version> versions(AnswerCounts now, List<Said> said, Days shown) {
    Map<String, String> names = log.models();
    Map<String, Long> answers = now.by(LabelCell::model);
    List<Version> versions = new ArrayList<>();
    answers.forEach(
        (sha256, count) -> {
          List<LocalDate> days =
              now.labelCells().keySet().stream()
                  .filter(cell -> cell.model().equals(sha256))
                  .map(LabelCell::day)
                  .sorted()
                  .toList();
          long accepted =
              now.labelCells().entrySet().stream()
                  .filter(cell -> cell.getKey().model().equals(sha256))
                  .filter(cell -> cell.getKey().decision().equals(Decision.ACCEPT.id()))
                  .mapToLong(Map.Entry::getValue)
                  .sum();
          versions.add(
              new Version(
                  names.getOrDefault(sha256, texts.of("dashboard.erased-model")),
                  sha256,
                  days.get(0),
                  days.get(days.size() - 1),
                  count,
                  new Proportion(accepted, count),
                  Corrections.of(said.stream().filter(one -> one.model().equals(sha256)).toList())
                      .first(),
                  HistoryLink.answers(shown, "model", sha256)));
        });
    versions.sort(Comparator.comparing(Version::last).reversed().thenComparing(Version::sha256));
    return versions;
  }

  private List<Station> stations(Days days) {
    return figures.stations(days).stream()
        .map(
            count ->
                new Station(
                    count.station(),
                    new Proportion(count.accepted(), count.answers()),
                    HistoryLink.answers(days, "station", count.station())))
        .toList();
  }

  private List<Moved> drift(AnswerCounts before, AnswerCounts now) {
    return drift(
        new Mix(before.by(LabelCell::label), bins(before), before.by(LabelCell::decision)), now);
  }

  private List<Moved> drift(Mix before, AnswerCounts now) {
    return List.of(
        new Moved(
            texts.of("dashboard.moved-confidence"), Drift.between(before.confidence, bins(now))),
        new Moved(
            texts.of("dashboard.moved-decisions"),
            Drift.between(before.decisions, now.by(LabelCell::decision))),
        new Moved(
            texts.of("dashboard.moved-labels"),
            Drift.between(before.labels, now.by(LabelCell::label))));
  }

  /** The answers of the present model against those of its evaluation, if that was recorded. */
  private @Nullable Evaluated evaluated(AnswerCounts now) {
    ModelBundle bundle = models.current();
    return models
        .evaluation()
        .map(
            counts ->
                new Evaluated(
                    counts.data(),
                    counts.split(),
                    counts.photos(),
                    drift(Mix.of(counts, bundle.labels().names()), now.of(bundle.modelSha256()))))
        .orElse(null);
  }

  private static SortedMap<Integer, Long> bins(AnswerCounts tally) {
    return bins(LongStream.of(tally.confidence()).boxed().toList());
  }

  private static SortedMap<Integer, Long> bins(List<Long> confidence) {
    SortedMap<Integer, Long> bins = new TreeMap<>();
    for (int bin = 0; bin < confidence.size(); bin++) {
      bins.put(bin, confidence.get(bin));
    }
    return bins;
  }

  /** Answers by label, by confidence and by decision. */
  private record Mix(
      SortedMap<String, Long> labels,
      SortedMap<Integer, Long> confidence,
      SortedMap<String, Long> decisions) {

    static Mix of(EvaluationCounts counts, List<String> names) {
      SortedMap<String, Long> labels = new TreeMap<>();
      for (int label = 0; label < names.size(); label++) {
        labels.put(names.get(label), counts.predicted(label));
      }
      SortedMap<String, Long> decisions = new TreeMap<>();
      counts.decisions().forEach((decision, photos) -> decisions.put(decision.id(), photos));
      return new Mix(labels, bins(counts.confidence()), decisions);
    }
  }
}

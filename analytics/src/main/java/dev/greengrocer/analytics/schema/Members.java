package dev.greengrocer.analytics.schema;

import dev.greengrocer.ledger.ShopCalendar;
import dev.greengrocer.ledger.database.ReadSnapshot;
import dev.greengrocer.ledger.figures.PurchaseCosts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The members of dimensions that the facts of one export refer to, and their keys. Not thread-safe.
 */
public final class Members {

  private static final int DIGITS_OF_NAME = 12;
  private static final int SECONDS = 60;

  private final ShopCalendar calendar;
  private final FiscalCalendar fiscal;
  private final PurchaseCosts costs;
  private final Map<String, String> kinds = new HashMap<>();
  private final Map<String, String> codes = new HashMap<>();
  private final Map<String, String> written = new HashMap<>();
  private final Map<String, String> firstDeeds = new HashMap<>();
  private final Map<String, String> trainedOn = new HashMap<>();
  private final Map<String, Measured> measured = new HashMap<>();
  private final Map<Long, Double> latencies = new HashMap<>();

  private final SortedMap<LocalDate, Long> days = new TreeMap<>();
  private final SortedMap<String, Long> classes = new TreeMap<>();
  private final SortedMap<String, String> modelNames = new TreeMap<>();
  private final Map<String, Long> models = new HashMap<>();
  private final SortedMap<Pair, Long> sources = new TreeMap<>();
  private final SortedMap<Pair, Long> reasons = new TreeMap<>();
  private final Map<String, Long> clerks = new HashMap<>();
  private final SortedMap<String, String> dataSetNames = new TreeMap<>();
  private final SortedMap<String, Experiment> experiments = new TreeMap<>();
  private final Map<String, String> owners = new HashMap<>();

  private Members(ShopCalendar calendar, FiscalCalendar fiscal, PurchaseCosts costs) {
    this.calendar = calendar;
    this.fiscal = fiscal;
    this.costs = costs;
  }

  /**
   * No members yet.
   *
   * @param books what is known of names
   * @param calendar whose hours are those of sales
   * @param fiscal whose years and weeks are those of accounts
   */
  public static Members of(ReadSnapshot books, ShopCalendar calendar, FiscalCalendar fiscal) {
    Members members = new Members(calendar, fiscal, costs(books));
    pairs(books, "SELECT label AS one, kind AS other FROM label_kinds", members.kinds);
    pairs(
        books,
        """
        SELECT p.name AS one, p.plu AS other FROM prices p
        WHERE p.plu IS NOT NULL
          AND p.first_day = (SELECT MAX(q.first_day) FROM prices q WHERE q.name = p.name)
        """,
        members.codes);
    // Neither is ever removed, and no one can work out the name from the random id of the first.
    pairs(
        books,
        """
        SELECT d.actor AS one,
          COALESCE(MIN(CASE d.kind WHEN 'sale' THEN NULL WHEN 'return' THEN NULL ELSE d.id END),
            MIN(d.id)) AS other
        FROM (
          SELECT actor, id, '' AS kind FROM sales
          UNION ALL
          SELECT actor, id, kind FROM stock_movements -- of a sale, its own id is the first
        ) d
        GROUP BY d.actor
        """,
        members.firstDeeds);
    pairs(books, "SELECT written AS one, name AS other FROM sale_names", members.written);
    pairs(
        books,
        """
        SELECT model_sha256 AS one, MIN(data_sha256) AS other
        FROM training_epochs WHERE model_sha256 IS NOT NULL GROUP BY model_sha256
        """,
        members.trainedOn);
    books.forEach(
        """
        SELECT model_sha256, CAST(SUM(photos) AS BIGINT) AS photos,
          CAST(SUM(photos * is_right) AS BIGINT) AS photos_right
        FROM evaluation_cells GROUP BY model_sha256, at, experiment_id
        ORDER BY model_sha256, at, experiment_id
        """,
        List.of(),
        row ->
            Map.entry(
                row.text("model_sha256"),
                new Measured(row.whole("photos"), row.whole("photos_right"))),
        latest -> members.measured.put(latest.getKey(), latest.getValue()));
    books.forEach(
        "SELECT bin, milliseconds FROM latency_bins",
        List.of(),
        row -> Map.entry(row.whole("bin"), row.number("milliseconds")),
        bin -> members.latencies.put(bin.getKey(), bin.getValue()));
    return members;
  }

  private static PurchaseCosts costs(ReadSnapshot books) {
    List<PurchaseCosts.Purchase> purchases = new ArrayList<>();
    books.forEach(
        PurchaseCosts.SQL,
        List.of(),
        row ->
            new PurchaseCosts.Purchase(
                new PurchaseCosts.Goods(row.text("name"), row.text("unit"), row.text("currency")),
                row.day("moved_on"),
                row.whole("amount"),
                row.whole("cost")),
        purchases::add);
    return PurchaseCosts.of(purchases);
  }

  private static void pairs(ReadSnapshot books, String sql, Map<String, String> into) {
    books.forEach(
        sql,
        List.of(),
        row -> Map.entry(row.text("one"), row.text("other")),
        pair -> into.put(pair.getKey(), pair.getValue()));
  }

  /** The key of a day, such as 20261124. */
  long day(LocalDate day) {
    return days.computeIfAbsent(day, Members::key);
  }

  long day(Instant moment) {
    return day(calendar.day(moment));
  }

  long hour(Instant moment) {
    return calendar.hour(moment);
  }

  /** What clocks in the shop showed. */
  LocalDateTime local(Instant moment) {
    return LocalDateTime.ofInstant(moment, calendar.zone());
  }

  /** By how many minutes they were ahead of UTC; seconds, which zones had until 1972, are cut. */
  long offsetMinutes(Instant moment) {
    return calendar.zone().getRules().getOffset(moment).getTotalSeconds() / SECONDS;
  }

  long classOf(String name) {
    return classes.computeIfAbsent(name, one -> key("class", one));
  }

  @Nullable Long optionalClass(@Nullable String name) {
    return name == null ? null : (Long) classOf(name);
  }

  /** A model that has had several names has the first of them by alphabet. */
  long model(String sha256, String name) {
    modelNames.merge(sha256, name, (one, other) -> one.compareTo(other) <= 0 ? one : other);
    return models.computeIfAbsent(sha256, one -> key("model", one));
  }

  /**
   * A model of which only the weights are known: facts that come before may have said its name,
   * else it is called by the first digits of its hash.
   */
  long model(String sha256) {
    String known = modelNames.get(sha256);
    String digits = sha256.substring(0, Math.min(sha256.length(), DIGITS_OF_NAME));
    return model(sha256, known == null ? digits : known);
  }

  /** A data set that has had several names has the first of them by alphabet. */
  long dataSet(String sha256, String name) {
    dataSetNames.merge(sha256, name, (one, other) -> one.compareTo(other) <= 0 ? one : other);
    return key("data_set", sha256);
  }

  /** A training or evaluation that was recorded. */
  long experiment(String id, Experiment experiment) {
    experiments.put(id, experiment);
    return key("experiment", id);
  }

  /** Where something came from: {@code prediction} or {@code label}, and the way it came in. */
  long source(String about, String id) {
    return sources.computeIfAbsent(
        new Pair(about, id), one -> key("source", one.first + "/" + one.second));
  }

  long reason(String decision, String id) {
    return reasons.computeIfAbsent(
        new Pair(decision, id), one -> key("reason", one.first + "/" + one.second));
  }

  /** The pseudonym of a clerk who has sold or moved something. */
  long clerk(String name) {
    return clerks.computeIfAbsent(
        name,
        one -> {
          String first = firstDeeds.get(one);
          if (first == null) {
            throw new IllegalStateException("a clerk who did nothing has no pseudonym");
          }
          return key("clerk", first);
        });
  }

  /** The middle of a class of latency, in milliseconds. */
  @Nullable Double latency(long bin) {
    return latencies.get(bin);
  }

  /** Every day of the years in which something happened. */
  List<ShopDay> allDays() {
    SortedSet<Integer> years = new TreeSet<>();
    days.keySet().forEach(day -> years.add(day.getYear()));
    return years.stream()
        .flatMap(year -> LocalDate.of(year, 1, 1).datesUntil(LocalDate.of(year + 1, 1, 1)))
        .map(day -> new ShopDay(day, fiscal))
        .toList();
  }

  List<Entry> allClasses() {
    return classes.entrySet().stream()
        .map(one -> new Entry(one.getValue(), one.getKey(), kindOf(one.getKey())))
        .toList();
  }

  private String kindOf(String name) {
    return kinds.getOrDefault(name, name);
  }

  /**
   * Other names of a class: those that are one kind with it, and what receipts of earlier versions
   * called it; null when there are none.
   */
  @Nullable String aliasesOf(String name) {
    String kind = kindOf(name);
    SortedSet<String> aliases = new TreeSet<>(List.of(kind));
    kinds.forEach((label, of) -> addIf(of.equals(kind), label, aliases));
    written.forEach((alias, of) -> addIf(of.equals(name), alias, aliases));
    aliases.remove(name);
    return aliases.isEmpty() ? null : String.join("; ", aliases);
  }

  private static void addIf(boolean fits, String name, SortedSet<String> names) {
    if (fits) {
      names.add(name);
    }
  }

  /** What goods had cost the shop when they were sold or lost, in minor units. */
  @Nullable Double costOf(PurchaseCosts.Goods goods, LocalDate day, long amount) {
    return costs.of(goods, day, amount).map(BigDecimal::doubleValue).orElse(null);
  }

  /** In which currency that is known; null when it is not. */
  @Nullable String currencyOfCost(String name, String unit, LocalDate day) {
    return costs.currency(name, unit, day).orElse(null);
  }

  /** The data set that a model was trained on, as far as that was recorded. */
  @Nullable String dataOf(String model) {
    return trainedOn.get(model);
  }

  /** What the latest evaluation of a model found, as far as one was recorded. */
  @Nullable Measured measured(String model) {
    return measured.get(model);
  }

  /** The price look-up code of a class, or of its kind; null when prices have none. */
  @Nullable String codeOf(String name) {
    String own = codes.get(name);
    return own == null ? codes.get(kindOf(name)) : own;
  }

  List<Entry> allModels() {
    return modelNames.entrySet().stream()
        .map(one -> new Entry(model(one.getKey(), one.getValue()), one.getKey(), one.getValue()))
        .toList();
  }

  List<Entry> allDataSets() {
    return dataSetNames.entrySet().stream()
        .map(one -> new Entry(key("data_set", one.getKey()), one.getKey(), one.getValue()))
        .toList();
  }

  List<Recorded> allExperiments() {
    return experiments.entrySet().stream()
        .map(one -> new Recorded(key("experiment", one.getKey()), one.getKey(), one.getValue()))
        .toList();
  }

  List<Entry> allSources() {
    return entries(sources);
  }

  List<Entry> allReasons() {
    return entries(reasons);
  }

  List<Long> allClerks() {
    return clerks.values().stream().sorted().toList();
  }

  private static List<Entry> entries(SortedMap<Pair, Long> pairs) {
    return pairs.entrySet().stream()
        .map(one -> new Entry(one.getValue(), one.getKey().first, one.getKey().second))
        .toList();
  }

  static long key(LocalDate day) {
    return day.getYear() * 10_000L + day.getMonthValue() * 100L + day.getDayOfMonth();
  }

  /** The month of the key of a day. */
  static YearMonth month(long key) {
    return YearMonth.of((int) (key / 10_000), (int) (key / 100 % 100));
  }

  private long key(String table, String name) {
    long key = Keys.ofMember(table, name);
    String owner = owners.putIfAbsent(table + key, name);
    if (owner != null && !owner.equals(name)) {
      throw new IllegalStateException(
          "'%s' and '%s' have the same key of %s".formatted(owner, name, table));
    }
    return key;
  }

  /**
   * A member of a dimension.
   *
   * @param key what facts call it
   * @param first its first property
   * @param second its second property
   */
  record Entry(long key, String first, String second) {}

  /**
   * A day of the calendar.
   *
   * @param day the day
   * @param fiscal to which year and week of accounts it belongs
   */
  record ShopDay(LocalDate day, FiscalCalendar fiscal) {}

  /**
   * A training or evaluation.
   *
   * @param kind what ran, such as train
   * @param name what people call it
   * @param state how far it came
   * @param network the architecture
   */
  record Experiment(String kind, String name, String state, String network) {}

  /** A member of the dimension of experiments: its key, its id, and what it is. */
  record Recorded(long key, String id, Experiment what) {}

  /**
   * What an evaluation found.
   *
   * @param photos how many were answered
   * @param right how many of them rightly
   */
  record Measured(long photos, long right) {
    double accuracy() {
      return (double) right / photos;
    }
  }

  private record Pair(String first, String second) implements Comparable<Pair> {
    @Override
    public int compareTo(Pair other) {
      int order = first.compareTo(other.first);
      return order != 0 ? order : second.compareTo(other.second);
    }
  }
}

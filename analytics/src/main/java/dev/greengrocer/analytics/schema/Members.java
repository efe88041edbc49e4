package dev.greengrocer.analytics.schema;

import dev.greengrocer.ledger.ShopCalendar;
import dev.greengrocer.ledger.database.ReadSnapshot;
import java.time.Instant;
import java.time.LocalDate;
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

  private final ShopCalendar calendar;
  private final Map<String, String> kinds = new HashMap<>();
  private final Map<String, String> codes = new HashMap<>();
  private final Map<String, String> firstSales = new HashMap<>();
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

  private Members(ShopCalendar calendar) {
    this.calendar = calendar;
  }

  /**
   * No members yet.
   *
   * @param books what is known of names
   * @param calendar whose hours are those of sales
   */
  public static Members of(ReadSnapshot books, ShopCalendar calendar) {
    Members members = new Members(calendar);
    pairs(books, "SELECT label AS one, kind AS other FROM label_kinds", members.kinds);
    pairs(
        books,
        """
        SELECT p.name AS one, p.plu AS other FROM prices p
        WHERE p.plu IS NOT NULL
          AND p.first_day = (SELECT MAX(q.first_day) FROM prices q WHERE q.name = p.name)
        """,
        members.codes);
    // Sales are never removed, and nobody can work out the name from the random id of the first.
    pairs(
        books,
        "SELECT actor AS one, MIN(id) AS other FROM sales GROUP BY actor",
        members.firstSales);
    books.forEach(
        "SELECT bin, milliseconds FROM latency_bins",
        List.of(),
        row -> Map.entry(row.whole("bin"), row.number("milliseconds")),
        bin -> members.latencies.put(bin.getKey(), bin.getValue()));
    return members;
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

  /** The pseudonym of a clerk who has sold something. */
  long clerk(String name) {
    return clerks.computeIfAbsent(
        name,
        one -> {
          String firstSale = firstSales.get(one);
          if (firstSale == null) {
            throw new IllegalStateException("a clerk without a sale has no pseudonym");
          }
          return key("clerk", firstSale);
        });
  }

  /** What stands for a class of latency, in milliseconds. */
  @Nullable Double latency(long bin) {
    return latencies.get(bin);
  }

  /** Every day of the years in which something happened. */
  List<LocalDate> allDays() {
    SortedSet<Integer> years = new TreeSet<>();
    days.keySet().forEach(day -> years.add(day.getYear()));
    return years.stream()
        .flatMap(year -> LocalDate.of(year, 1, 1).datesUntil(LocalDate.of(year + 1, 1, 1)))
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

  private record Pair(String first, String second) implements Comparable<Pair> {
    @Override
    public int compareTo(Pair other) {
      int order = first.compareTo(other.first);
      return order != 0 ? order : second.compareTo(other.second);
    }
  }
}

package dev.greengrocer.ledger.settings;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.database.UnreadableRow;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Settings as they are now: what an administrator has changed, else what the server was started
 * with. A change counts at once here, and within a second on other servers of the same database.
 * Thread-safe.
 *
 * <pre>{@code
 * Supplier<TaxSettings> taxes = settings.of(TaxSettings.class);
 * taxes.get().included();
 * }</pre>
 */
@Repository
public class LiveSettings {

  private static final Logger log = LoggerFactory.getLogger(LiveSettings.class);

  private static final long FRESH_NANOSECONDS = Duration.ofSeconds(1).toNanos();
  private static final int LONGEST = 4_000;

  private final SettingBinder binder;
  private final SettingRows rows;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final Clock clock;
  private final List<SettingGuard> guards;
  private volatile @Nullable Seen seen;

  LiveSettings(
      ConfigurableEnvironment environment,
      JdbcClient database,
      AuditLog audit,
      TransactionOperations transaction,
      Clock clock,
      List<SettingGuard> guards) {
    this.guards = List.copyOf(guards);
    this.binder = new SettingBinder(environment);
    this.rows = new SettingRows(database);
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** The rows as they were read once. */
  private record Seen(SortedMap<String, SettingRows.SettingRow> rows, long nanoTime) {}

  /**
   * A group of settings, as it is whenever it is asked for.
   *
   * @param group a record with {@code @ConfigurationProperties}
   */
  public <T> Supplier<T> of(Class<T> group) {
    return new Group<>(group);
  }

  /** A group, bound anew when a row has changed. */
  private final class Group<T> implements Supplier<T> {

    private final Class<T> group;
    private volatile @Nullable Bound<T> bound;

    Group(Class<T> group) {
      this.group = group;
    }

    @Override
    public T get() {
      Map<String, SettingRows.SettingRow> now = changed();
      Bound<T> last = bound;
      if (last == null || !last.of().equals(now)) {
        last = new Bound<>(now, bindOrStart(now));
        bound = last;
      }
      return last.value();
    }

    /** A row that this version does not understand must not stop the shop. */
    private T bindOrStart(Map<String, SettingRows.SettingRow> now) {
      try {
        return binder.bind(group, texts(now));
      } catch (InvalidConfigurationException e) {
        log.warn("Settings that were changed do not count: {}", e.getMessage());
        return binder.bind(group, Map.of());
      }
    }
  }

  private record Bound<T>(Map<String, SettingRows.SettingRow> of, T value) {}

  private SortedMap<String, SettingRows.SettingRow> changed() {
    Seen last = seen;
    if (last != null && System.nanoTime() - last.nanoTime() < FRESH_NANOSECONDS) {
      return last.rows();
    }
    try {
      Seen next = new Seen(rows.all(), System.nanoTime());
      seen = next;
      return next.rows();
    } catch (DataAccessException e) {
      if (last == null) {
        throw e;
      }
      return last.rows(); // the database is away, which the next query reports
    }
  }

  private static Map<String, String> texts(Map<String, SettingRows.SettingRow> changed) {
    Map<String, String> texts = new HashMap<>();
    changed.forEach((name, row) -> texts.put(name, row.text()));
    return texts;
  }

  /** What a setting is, and where that comes from. */
  public SettingValue value(Setting setting) {
    String started = binder.text(setting);
    SettingRows.SettingRow row = changed().get(setting.name());
    return row == null
        ? new SettingValue(started, binder.source(setting), null)
        : new SettingValue(
            row.text(),
            SettingSource.SET_HERE,
            new SettingValue.Change(row.by(), row.at(), started));
  }

  /**
   * Settings that only a start reads.
   *
   * @param prefix of their names
   * @return their values by what follows the prefix; by an empty name where the prefix is one
   */
  public SortedMap<String, String> atStart(String prefix) {
    return binder.below(prefix);
  }

  /**
   * What a user wants a setting to be.
   *
   * @param setting which one
   * @param seen what it was when they decided, or null when that does not matter
   * @param text what it is to be, or null to be as the server was started
   */
  public record Wish(Setting setting, @Nullable String seen, @Nullable String text) {}

  /**
   * How a change of settings went.
   *
   * @param changed the names of those that are different now
   * @param faults why one cannot be so, or that another user changed it meanwhile, by its name;
   *     then none was changed
   */
  public record Outcome(Set<String> changed, Map<String, String> faults) {

    public Outcome {
      changed = Set.copyOf(changed);
      faults = Map.copyOf(faults);
    }
  }

  /** Changes settings, all of them or none. */
  public Outcome change(Actor actor, Collection<Wish> wishes) {
    Map<String, String> faults = new TreeMap<>();
    wishes.forEach(
        wish -> fault(wish).ifPresent(words -> faults.put(wish.setting().name(), words)));
    if (!faults.isEmpty()) {
      return new Outcome(Set.of(), faults);
    }
    try {
      return Objects.requireNonNull(transaction.execute(status -> write(actor, wishes)));
    } finally {
      seen = null;
    }
  }

  /** What is wrong with one wish by itself. */
  private Optional<String> fault(Wish wish) {
    String text = wish.text();
    if (text == null) {
      return Optional.empty();
    }
    if (text.length() > LONGEST) {
      return Optional.of("at most %d characters".formatted(LONGEST));
    }
    if (text.contains("${")) {
      return Optional.of("must not hold ${, which refers to another setting");
    }
    if (text.chars().anyMatch(sign -> Character.isISOControl(sign) && sign != '\n')) {
      return Optional.of("must not hold control characters");
    }
    Map<String, String> texts = texts(changed());
    texts.put(wish.setting().name(), text);
    return fault(wish.setting().group(), texts);
  }

  private Optional<String> fault(Class<?> group, Map<String, String> texts) {
    try {
      binder.bind(group, texts);
      return Optional.empty();
    } catch (InvalidConfigurationException e) {
      return Optional.of(
          String.valueOf(e.getMessage()).replaceFirst("^(settings )?greengrocer[a-z.]*[:.] ?", ""));
    }
  }

  private Outcome write(Actor actor, Collection<Wish> wishes) {
    SortedMap<String, SettingRows.SettingRow> present = rows.all();
    Map<String, String> texts = texts(present);
    Map<String, String> faults = new TreeMap<>();
    Map<Setting, String> before = new LinkedHashMap<>();
    for (Wish wish : wishes) {
      Setting setting = wish.setting();
      String is =
          Optional.ofNullable(texts.get(setting.name())).orElseGet(() -> binder.text(setting));
      String text = wish.text();
      if (text == null ? !present.containsKey(setting.name()) : text.equals(is)) {
        continue; // it is so already
      }
      if (wish.seen() != null && !wish.seen().equals(is)) {
        faults.put(
            setting.name(),
            "was changed meanwhile to '%s'; save again to replace that".formatted(words(is)));
      }
      before.put(setting, is);
    }
    for (Wish wish : wishes) {
      String text = wish.text();
      if (text == null) {
        texts.remove(wish.setting().name());
      } else if (before.containsKey(wish.setting())) {
        texts.put(wish.setting().name(), text);
      }
    }
    before
        .keySet()
        .forEach(
            setting ->
                fault(setting.group(), texts)
                    .ifPresent(words -> faults.putIfAbsent(setting.name(), words)));
    before.forEach((setting, is) -> guarded(setting, is, texts.get(setting.name()), faults));
    if (!faults.isEmpty()) {
      return new Outcome(Set.of(), faults);
    }
    before.forEach((setting, is) -> write(actor, setting, is, texts.get(setting.name())));
    return new Outcome(
        before.keySet().stream().map(Setting::name).collect(Collectors.toSet()), Map.of());
  }

  private void guarded(
      Setting setting, String before, @Nullable String text, Map<String, String> faults) {
    String after = text == null ? binder.text(setting) : text;
    guards.stream()
        .flatMap(guard -> guard.fault(setting, before, after).stream())
        .findFirst()
        .ifPresent(words -> faults.putIfAbsent(setting.name(), words));
  }

  private void write(Actor actor, Setting setting, String before, @Nullable String text) {
    if (text == null) {
      rows.remove(setting.name());
    } else {
      rows.put(setting.name(), text, actor, clock.instant());
    }
    audit.record(
        actor,
        AuditEntry.Kind.SETTING,
        setting.name(),
        text == null ? "taken back" : "set",
        words(before),
        words(text == null ? binder.text(setting) : text));
  }

  private static String words(String text) {
    return text.strip().replace("\n", ", ");
  }

  /** Every row that cannot be read. */
  public static List<UnreadableRow> unreadable(JdbcClient database) {
    return SettingRows.unreadable(database);
  }
}

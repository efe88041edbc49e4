package dev.greengrocer.analytics.powerbi;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.greengrocer.Reason;
import dev.greengrocer.analytics.schema.FiscalCalendar;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The star schema as SQL that makes views in PostgreSQL. They lie in a schema of their own, so that
 * an analyst's role may read them and nothing else. Stateless.
 */
public final class PostgresViews {

  /** In which schema of the database they lie. */
  public static final String SCHEMA = "greengrocer_star";

  /** Within each view that needs them: a view of their own would show names to who may read all. */
  private static final String CLERKS =
      """
      (
        SELECT actor, member_key('clerk',
          COALESCE(MIN(id COLLATE "C") FILTER (WHERE kind NOT IN ('sale', 'return')), MIN(id COLLATE "C"))) AS clerk_key
        FROM (
          SELECT actor, id, '' AS kind FROM sales
          UNION ALL SELECT actor, id, kind FROM stock_movements
        ) deeds
        GROUP BY actor
      )\
      """
          .stripIndent();

  private PostgresViews() {}

  /**
   * The SQL; it may be run again.
   *
   * @param zone in which the views tell the time
   * @param fiscal whose years and weeks are those of accounts
   */
  public static String sql(ZoneId zone, FiscalCalendar fiscal) {
    try (InputStream file =
        Objects.requireNonNull(PostgresViews.class.getResourceAsStream("star.sql"))) {
      return new String(file.readAllBytes(), UTF_8)
          .replace("{schema}", SCHEMA)
          .replace("{zone}", literal(zone))
          .replace("{year_starts}", String.valueOf(fiscal.yearStarts().getValue()))
          .replace("{week_starts}", String.valueOf(fiscal.weekStarts().getValue()))
          .replace("{clerks}", CLERKS)
          .replace("{reasons}", reasons());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A zone as PostgreSQL reads it. One that is an offset becomes an interval: in names such as
   * {@code GMT+02:00} PostgreSQL, like POSIX, counts plus to the west of Greenwich.
   */
  private static String literal(ZoneId zone) {
    return zone.normalized() instanceof ZoneOffset offset
        ? "INTERVAL '%d seconds'".formatted(offset.getTotalSeconds())
        : quoted(zone.getId());
  }

  private static String reasons() {
    return Arrays.stream(Reason.values())
        .map(reason -> "(%s, %s)".formatted(quoted(reason.id()), quoted(reason.words())))
        .collect(Collectors.joining(",\n  "));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}

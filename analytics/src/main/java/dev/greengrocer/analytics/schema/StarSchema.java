package dev.greengrocer.analytics.schema;

import static dev.greengrocer.analytics.schema.Cell.optional;
import static dev.greengrocer.analytics.schema.Cell.required;
import static dev.greengrocer.analytics.schema.ColumnType.DAY;
import static dev.greengrocer.analytics.schema.ColumnType.FLAG;
import static dev.greengrocer.analytics.schema.ColumnType.NUMBER;
import static dev.greengrocer.analytics.schema.ColumnType.TEXT;
import static dev.greengrocer.analytics.schema.ColumnType.WHOLE;

import dev.greengrocer.Reason;
import dev.greengrocer.analytics.schema.Members.ShopDay;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one definition of what analysts get: tables, columns, types, keys and their words. Files,
 * their description and whatever else shows these tables are made from it. Facts are around
 * dimensions, to which they refer by whole numbers. Stateless.
 *
 * <pre>{@code
 * Members members = Members.of(books, calendar, fiscal);
 * for (Fact fact : StarSchema.facts()) {
 *   Fact.Reader reader = fact.reader(books, calendar, members);
 *   for (YearMonth month : reader.months()) {
 *     reader.read(month, row -> …);
 *   }
 * }
 * for (Dimension dimension : StarSchema.dimensions()) { // after all facts
 *   dimension.read(members, row -> …);
 * }
 * }</pre>
 */
public final class StarSchema {

  /**
   * Goes up when a column goes or means something else, or when figures made of the earlier columns
   * want a new one to be right: 2 tells returns from sales. New columns may come without that.
   */
  public static final int VERSION = 2;

  private static final int HOURS = 24;
  private static final int DECADE = 10;
  private static final int MONTHS_OF_QUARTER = 3;

  private static final List<Fact> FACTS =
      List.of(
          Answers.prediction(),
          Answers.label(),
          SoldGoods.saleLine(),
          SoldGoods.saleTax(),
          SoldGoods.payment(),
          StockFacts.stockMovement(),
          StockFacts.price(),
          ModelFacts.trainingEpoch(),
          ModelFacts.evaluationCell(),
          ModelFacts.modelHealth());

  private static final List<Dimension> DIMENSIONS =
      List.of(
          date(), hour(), classes(), model(), dataSet(), experiment(), source(), clerk(), reason());

  private StarSchema() {}

  /** What happened. */
  public static List<Fact> facts() {
    return FACTS;
  }

  /** What facts refer to. */
  public static List<Dimension> dimensions() {
    return DIMENSIONS;
  }

  /** All tables, facts first. */
  public static List<Table> tables() {
    return Stream.<Table>concat(FACTS.stream(), DIMENSIONS.stream()).toList();
  }

  private static Dimension date() {
    return Dimension.of(
        "date",
        "Days of the calendar, all of each year in which something happened.",
        Members::allDays,
        List.of(
            required(
                "date_key",
                WHOLE,
                "The day as a number, such as 20261124.",
                one -> Members.key(one.day())),
            required("date", DAY, "The day.", ShopDay::day),
            required("year", WHOLE, "The year.", one -> (long) one.day().getYear()),
            required(
                "quarter",
                WHOLE,
                "The quarter, 1 to 4.",
                one -> (long) (one.day().getMonthValue() - 1) / MONTHS_OF_QUARTER + 1),
            required(
                "month", WHOLE, "The month, 1 to 12.", one -> (long) one.day().getMonthValue()),
            required(
                "month_name",
                TEXT,
                "The month in English.",
                one -> one.day().getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH)),
            required(
                "year_month",
                TEXT,
                "Year and month, such as 2026-11.",
                one -> one.day().toString().substring(0, one.day().toString().length() - 3)),
            required(
                "day", WHOLE, "The day of the month.", one -> (long) one.day().getDayOfMonth()),
            required(
                "week",
                WHOLE,
                "The week by ISO 8601, 1 to 53.",
                one -> (long) one.day().get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)),
            required(
                "week_year",
                WHOLE,
                "The year that the week belongs to.",
                one -> (long) one.day().get(IsoFields.WEEK_BASED_YEAR)),
            required(
                "weekday",
                WHOLE,
                "The day of the week: 1 is Monday.",
                one -> (long) one.day().getDayOfWeek().getValue()),
            required(
                "weekday_name",
                TEXT,
                "The day of the week in English.",
                one -> one.day().getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH)),
            required(
                "is_weekend",
                FLAG,
                "Whether it is a Saturday or a Sunday.",
                one -> one.day().getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0),
            required(
                "day_of_week",
                WHOLE,
                "The place of the day in the shop's week, 1 to 7: 1 is the day of the settings on"
                    + " which weeks begin.",
                one -> (long) one.fiscal().dayOfWeek(one.day())),
            required(
                "fiscal_year",
                WHOLE,
                "The fiscal year, by the calendar year in which it ends.",
                one -> (long) one.fiscal().year(one.day())),
            required(
                "fiscal_quarter",
                WHOLE,
                "The quarter of the fiscal year, 1 to 4.",
                one -> (long) one.fiscal().quarter(one.day())),
            required(
                "fiscal_month",
                WHOLE,
                "The month of the fiscal year, 1 to 12.",
                one -> (long) one.fiscal().month(one.day())),
            required(
                "fiscal_week",
                WHOLE,
                "The week of the fiscal year, 1 to 54. Weeks begin on the day of the settings; the"
                    + " first and the last one of a year may be shorter.",
                one -> (long) one.fiscal().week(one.day()))));
  }

  private static Dimension hour() {
    return Dimension.of(
        "hour",
        "Hours of the day.",
        members -> LongStream.range(0, HOURS).boxed().toList(),
        List.of(
            required("hour_key", WHOLE, "The hour, 0 to 23.", hour -> hour),
            required(
                "name",
                TEXT,
                "The hour as clocks show it, such as 09:00.",
                hour -> (hour < DECADE ? "0" : "") + hour + ":00")));
  }

  private static Dimension classes() {
    return Dimension.of(
        "class",
        "What photos show and what is sold.",
        members ->
            members.allClasses().stream().map(entry -> new ClassMember(entry, members)).toList(),
        List.of(
            required("class_key", WHOLE, "The class.", one -> one.entry.key()),
            required(
                "name", TEXT, "Its name, as the model or the receipt has it.", one -> one.name()),
            required(
                "kind",
                TEXT,
                "The kind that it belongs to: synonyms are one kind, as the present model has it.",
                one -> one.entry.second()),
            optional(
                "plu",
                TEXT,
                "The price look-up code of the latest price; missing when there is none.",
                one -> one.members.codeOf(one.name())),
            optional(
                "aliases",
                TEXT,
                "Other names of it, separated by semicolons: labels that are one kind with it, and"
                    + " what earlier receipts called it; missing when there are none.",
                one -> one.members.aliasesOf(one.name()))));
  }

  private static Dimension model() {
    return Dimension.of(
        "model",
        "Models that have answered, or came out of trainings or were evaluated as far as that was"
            + " recorded.",
        members ->
            members.allModels().stream().map(entry -> new ModelMember(entry, members)).toList(),
        List.of(
            required("model_key", WHOLE, "The model.", one -> one.entry.key()),
            required("name", TEXT, "Its name.", one -> one.entry.second()),
            required(
                "sha256",
                TEXT,
                "The SHA-256 of its weights in lower-case hexadecimal.",
                one -> one.entry.first()),
            optional(
                "data_sha256",
                TEXT,
                "The SHA-256 of the data set that it was trained on; missing when that was not"
                    + " recorded.",
                one -> one.members.dataOf(one.entry.first())),
            optional(
                "measured_photos",
                WHOLE,
                "Photos of its latest evaluation; missing when none was recorded.",
                one -> one.measured() == null ? null : (Object) one.measured().photos()),
            optional(
                "measured_accuracy",
                NUMBER,
                "The part of them that it answered rightly, synonyms being one kind, 0 to 1;"
                    + " missing when none was recorded.",
                one -> one.measured() == null ? null : (Object) one.measured().accuracy())));
  }

  private static Dimension dataSet() {
    return Dimension.of(
        "data_set",
        "Data sets on which models were trained and evaluated.",
        Members::allDataSets,
        List.of(
            required("data_set_key", WHOLE, "The data set.", Members.Entry::key),
            required("name", TEXT, "Its name.", Members.Entry::second),
            required(
                "sha256",
                TEXT,
                "The SHA-256 of its content in lower-case hexadecimal.",
                Members.Entry::first)));
  }

  private static Dimension experiment() {
    return Dimension.of(
        "experiment",
        "Trainings and evaluations that were recorded.",
        Members::allExperiments,
        List.of(
            required("experiment_key", WHOLE, "The experiment.", Members.Recorded::key),
            required(
                "experiment_id",
                TEXT,
                "Its id in the application: /experiments/ID is its page.",
                Members.Recorded::id),
            required("name", TEXT, "Its name.", one -> one.what().name()),
            required(
                "experiment_kind",
                TEXT,
                "What ran: train, distill, trial (a part of a search) or evaluate.",
                one -> one.what().kind()),
            required(
                "state",
                TEXT,
                "How far it came: running, finished, stopped or failed.",
                one -> one.what().state()),
            required("network", TEXT, "The architecture.", one -> one.what().network())));
  }

  private static Dimension source() {
    return Dimension.of(
        "source",
        "Ways on which photos and statements came in.",
        Members::allSources,
        List.of(
            required("source_key", WHOLE, "The way.", Members.Entry::key),
            required("about", TEXT, "What came in: prediction or label.", Members.Entry::first),
            required(
                "name",
                TEXT,
                "For predictions web, api or inference; for labels page, api, review or earlier.",
                Members.Entry::second)));
  }

  private static Dimension clerk() {
    return Dimension.of(
        "clerk",
        "Clerks under pseudonyms. A clerk has the same one in every export; names are in no table.",
        Members::allClerks,
        List.of(
            required("clerk_key", WHOLE, "The clerk.", key -> key),
            required(
                "name",
                TEXT,
                "The pseudonym, to show.",
                key -> "clerk " + Long.toString(key, Character.MAX_RADIX))));
  }

  private static Dimension reason() {
    return Dimension.of(
        "reason",
        "What a model decides, and why.",
        Members::allReasons,
        List.of(
            required("reason_key", WHOLE, "Decision and reason.", Members.Entry::key),
            required(
                "decision",
                TEXT,
                "accept (one name), shortlist (a few names) or reject (no name).",
                Members.Entry::first),
            required("reason", TEXT, "Why, such as close-call.", Members.Entry::second),
            optional(
                "words",
                TEXT,
                "The reason as a sentence; missing for reasons of earlier versions.",
                one -> words(one.second()))));
  }

  private static @Nullable String words(String id) {
    return Arrays.stream(Reason.values())
        .filter(reason -> reason.id().equals(id))
        .map(Reason::words)
        .findFirst()
        .orElse(null);
  }

  private record ModelMember(Members.Entry entry, Members members) {
    Members.@Nullable Measured measured() {
      return members.measured(entry.first());
    }
  }

  private record ClassMember(Members.Entry entry, Members members) {
    String name() {
      return entry.first();
    }
  }
}

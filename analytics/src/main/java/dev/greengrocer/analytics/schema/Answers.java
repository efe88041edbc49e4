package dev.greengrocer.analytics.schema;

import static dev.greengrocer.analytics.schema.Cell.link;
import static dev.greengrocer.analytics.schema.Cell.optional;
import static dev.greengrocer.analytics.schema.Cell.optionalLink;
import static dev.greengrocer.analytics.schema.Cell.required;
import static dev.greengrocer.analytics.schema.ColumnType.FLAG;
import static dev.greengrocer.analytics.schema.ColumnType.LOCAL;
import static dev.greengrocer.analytics.schema.ColumnType.MOMENT;
import static dev.greengrocer.analytics.schema.ColumnType.NUMBER;
import static dev.greengrocer.analytics.schema.ColumnType.TEXT;
import static dev.greengrocer.analytics.schema.ColumnType.WHOLE;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The facts about answers: what was answered, and what people said of it. Stateless. */
final class Answers {

  private Answers() {}

  static Fact prediction() {
    return new Fact(
        "prediction",
        "Answers that are still stored, a row each. Those that were erased are in no table.",
        List.of("prediction_key"),
        Months.ofDaysNearMoments("predictions"),
        new Fact.Sql(
            """
            SELECT a.id, a.at, a.answered_on, a.answered_hour, a.source, a.model, a.model_sha256,
              a.label, a.kind, a.probability, a.confidence_bin, a.decision, a.reason, a.decode_micros,
              a.preprocess_micros, a.queue_micros, a.infer_micros, a.total_micros, a.latency_bin,
              a.station, p.feedback, p.true_label, COALESCE(k.kind, p.true_label) AS true_kind,
              s.probability AS second,
              CASE WHEN p.true_label IS NOT NULL AND EXISTS (
                SELECT 1 FROM prediction_scores o LEFT JOIN label_kinds n ON n.label = o.label
                WHERE o.prediction_id = a.id AND o.shown = TRUE
                  AND COALESCE(n.kind, o.label) = COALESCE(k.kind, p.true_label))
                THEN 1 ELSE 0 END AS offered
            FROM answers a
            JOIN predictions p ON p.id = a.id
            LEFT JOIN label_kinds k ON k.label = p.true_label
            LEFT JOIN prediction_scores s
              ON s.prediction_id = a.id AND s.shown = FALSE AND s.rank = 2
            WHERE a.at >= ? AND a.at < ? AND a.answered_on BETWEEN ? AND ?
            ORDER BY a.at, a.id
            """,
            "SELECT COUNT(*) AS total FROM predictions"),
        List.of(
            link(
                "date_key",
                "date",
                "The shop's day on which the answer was given.",
                from -> from.members().day(from.row().day("answered_on"))),
            link(
                "hour_key",
                "hour",
                "The hour that clocks in the shop showed.",
                from -> from.row().whole("answered_hour")),
            required(
                "prediction_key",
                WHOLE,
                "The answer, as other tables refer to it.",
                from -> key(from.row().text("id"))),
            required(
                "prediction_id",
                TEXT,
                "The id of the answer in the application: /history/ID is its page.",
                from -> from.row().text("id")),
            required("answered_at", MOMENT, "When it was given.", from -> from.row().moment("at")),
            required(
                "answered_local",
                LOCAL,
                "The same moment in the time zone of the export.",
                from -> from.members().local(from.row().moment("at"))),
            required(
                "utc_offset_minutes",
                WHOLE,
                "By how many minutes that time was ahead of UTC; it tells the two hours of the night"
                    + " apart in which clocks are set back.",
                from -> from.members().offsetMinutes(from.row().moment("at"))),
            link(
                "class_key",
                "class",
                "The most probable class, whatever the decision.",
                from -> from.members().classOf(from.row().text("label"))),
            link(
                "model_key",
                "model",
                "The model that answered.",
                from ->
                    from.members()
                        .model(from.row().text("model_sha256"), from.row().text("model"))),
            link(
                "source_key",
                "source",
                "Where the photo came from.",
                from -> from.members().source("prediction", from.row().text("source"))),
            optional(
                "station",
                TEXT,
                "The device or place that sent the photo, as the shop calls it; missing when no one"
                    + " said.",
                from -> from.row().optionalText("station")),
            link(
                "reason_key",
                "reason",
                "What the model decided, and why.",
                from ->
                    from.members().reason(from.row().text("decision"), from.row().text("reason"))),
            required(
                "confidence",
                NUMBER,
                "The probability of the most probable class, 0 to 1.",
                from -> from.row().number("probability")),
            required(
                "confidence_bin",
                WHOLE,
                "The tenth in which it lies: 9 is 0.9 and more.",
                from -> from.row().whole("confidence_bin")),
            optional(
                "margin",
                NUMBER,
                "By how much it exceeds that of the second class; missing when only one is stored.",
                Answers::margin),
            required(
                "decode_micros",
                WHOLE,
                "Microseconds that decoding the photo took.",
                from -> from.row().whole("decode_micros")),
            required(
                "preprocess_micros",
                WHOLE,
                "Microseconds that making the network's input took.",
                from -> from.row().whole("preprocess_micros")),
            required(
                "queue_micros",
                WHOLE,
                "Microseconds of waiting.",
                from -> from.row().whole("queue_micros")),
            required(
                "infer_micros",
                WHOLE,
                "Microseconds of the network's run.",
                from -> from.row().whole("infer_micros")),
            required(
                "total_micros",
                WHOLE,
                "The sum of the four.",
                from -> from.row().whole("total_micros")),
            optional(
                "latency_class_milliseconds",
                NUMBER,
                "The middle of the class of latency that the sum lies in, right to 5 %; the"
                    + " dashboard's percentiles are of these.",
                Answers::latency),
            optional(
                "verdict",
                TEXT,
                "What people last said: confirmed, corrected or not-in-list; missing when no one"
                    + " did.",
                from -> from.row().optionalText("feedback")),
            optionalLink(
                "confirmed_class_key",
                "class",
                "What the photo shows, as people last said; missing when it is none of the model's"
                    + " classes or no one said.",
                from -> from.members().optionalClass(from.row().optionalText("true_label"))),
            optional(
                "is_right",
                FLAG,
                "Whether the most probable class and the confirmed one are of one kind; missing"
                    + " when no one said anything.",
                Answers::isRight),
            optional(
                "is_offered",
                FLAG,
                "Whether the confirmed kind is among the names that were shown; missing when no one"
                    + " said anything.",
                Answers::isOffered)));
  }

  static Fact label() {
    return new Fact(
        "label",
        "All that people said of answers that are still stored, a row for each statement, also of"
            + " what was taken back later.",
        List.of("label_key"),
        Months.ofMoments("labels"),
        new Fact.Sql(
            """
            SELECT l.id, l.at, l.prediction_id, l.door, l.verdict, l.label, p.label AS answered,
              p.decision, p.reason, p.model, p.model_sha256,
              CASE WHEN w.id IS NULL THEN 0 ELSE 1 END AS withdrawn
            FROM labels l
            JOIN predictions p ON p.id = l.prediction_id
            LEFT JOIN labels w ON w.withdraws = l.id
            WHERE l.at >= ? AND l.at < ?
            ORDER BY l.at, l.id
            """,
            "SELECT COUNT(*) AS total FROM labels"),
        List.of(
            link(
                "date_key",
                "date",
                "The shop's day on which it was said.",
                from -> from.members().day(from.row().moment("at"))),
            link(
                "hour_key",
                "hour",
                "The hour that clocks in the shop showed.",
                from -> from.members().hour(from.row().moment("at"))),
            required(
                "label_key",
                WHOLE,
                "The statement.",
                from -> Keys.ofRow("label", from.row().text("id"))),
            required("said_at", MOMENT, "When it was said.", from -> from.row().moment("at")),
            required(
                "prediction_key",
                WHOLE,
                "The answer that it is about.",
                from -> key(from.row().text("prediction_id"))),
            link(
                "answered_class_key",
                "class",
                "The most probable class of the answer.",
                from -> from.members().classOf(from.row().text("answered"))),
            optionalLink(
                "class_key",
                "class",
                "What the photo shows, as was said; missing when it is none of the model's"
                    + " classes.",
                from -> from.members().optionalClass(from.row().optionalText("label"))),
            link(
                "model_key",
                "model",
                "The model that answered.",
                from ->
                    from.members()
                        .model(from.row().text("model_sha256"), from.row().text("model"))),
            link(
                "reason_key",
                "reason",
                "What the model had decided, and why.",
                from ->
                    from.members().reason(from.row().text("decision"), from.row().text("reason"))),
            link(
                "source_key",
                "source",
                "How the statement came in.",
                from -> from.members().source("label", from.row().text("door"))),
            required(
                "verdict",
                TEXT,
                "What was said: confirmed, corrected, not-in-list, unusable, or withdrawn, which"
                    + " takes back an earlier statement.",
                from -> from.row().text("verdict")),
            required(
                "is_withdrawn",
                FLAG,
                "Whether it was taken back later.",
                from -> from.row().flag("withdrawn"))));
  }

  /** The key by which tables refer to an answer. */
  static long key(String id) {
    return Keys.ofRow("prediction", id);
  }

  private static @Nullable Object margin(Fact.Source from) {
    Double second = from.row().optionalNumber("second");
    return second == null ? null : (Object) (from.row().number("probability") - second);
  }

  private static @Nullable Object latency(Fact.Source from) {
    Long bin = from.row().optionalWhole("latency_bin");
    return bin == null ? null : from.members().latency(bin);
  }

  private static @Nullable Object isRight(Fact.Source from) {
    if (from.row().optionalText("feedback") == null) {
      return null;
    }
    return from.row().text("kind").equals(from.row().optionalText("true_kind"));
  }

  private static @Nullable Object isOffered(Fact.Source from) {
    return from.row().optionalText("feedback") == null ? null : (Object) from.row().flag("offered");
  }
}

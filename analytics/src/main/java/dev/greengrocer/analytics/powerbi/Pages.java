package dev.greengrocer.analytics.powerbi;

import static dev.greengrocer.analytics.powerbi.Visual.Kind.BARS;
import static dev.greengrocer.analytics.powerbi.Visual.Kind.COLUMNS;
import static dev.greengrocer.analytics.powerbi.Visual.Kind.LINE;
import static dev.greengrocer.analytics.powerbi.Visual.Kind.MATRIX;
import static dev.greengrocer.analytics.powerbi.Visual.Kind.STACK;
import static dev.greengrocer.analytics.powerbi.Visual.cards;
import static dev.greengrocer.analytics.powerbi.Visual.chart;
import static dev.greengrocer.analytics.powerbi.Visual.table;

import java.util.List;
import java.util.stream.Stream;

/** All pages of the report. Stateless. */
final class Pages {

  private static final String MONTH = "Date[Year month]";
  private static final String DAY = "Date[Date]";
  private static final String EPOCH = "Training epoch[Epoch]";
  private static final String KIND = "Class[Kind]";

  private static final List<Page> ALL =
      List.of(operations(), quality(), sales(), data(), review(), answers());

  private Pages() {}

  /** The pages in the order of their tabs. */
  static List<Page> all() {
    return ALL;
  }

  private static Page operations() {
    return page(
        "Operations",
        "Model[Name]",
        cards(
            Box.at(0, 1, 12, 2),
            "[Answers]",
            "[Answers a day]",
            "[Acceptance]",
            "[Latency p50]",
            "[Latency p95]",
            "[Models in use]"),
        chart("Answers by day", STACK, Box.at(0, 3, 8, 4), DAY, "[Answers]").in("Reason[Decision]"),
        chart("Answers by kind", BARS, Box.at(8, 3, 4, 4), KIND, "[Answers]"),
        chart("Latency by day", LINE, Box.at(0, 7, 5, 4), DAY, "[Latency p50]", "[Latency p95]"),
        chart("Answers by hour", COLUMNS, Box.at(5, 7, 4, 4), "Hour[Name]", "[Answers]"),
        chart("Answers by source", BARS, Box.at(9, 7, 3, 4), "Source[Name]", "[Answers]"));
  }

  private static Page quality() {
    return page(
        "Model quality",
        "Model[Name]",
        cards(
            Box.at(0, 1, 12, 2),
            "[Checked answers]",
            "[Accuracy]",
            "[Accuracy from]",
            "[Accuracy to]",
            "[Shortlist hit rate]",
            "[Drift of confidence]"),
        chart(
                "Answered (rows) and confirmed (columns)",
                MATRIX,
                Box.at(0, 3, 5, 4),
                KIND,
                "[Confusion share]")
            .in("Confirmed class[Kind]"),
        chart(
                "Evaluated photos: predicted (rows), shown (columns)",
                MATRIX,
                Box.at(5, 3, 4, 4),
                KIND,
                "[Evaluated photos]")
            .in("Confirmed class[Kind]"),
        chart("Accuracy by kind", BARS, Box.at(9, 3, 3, 4), KIND, "[Accuracy]"),
        chart(
            "Accuracy by month, with its interval",
            LINE,
            Box.at(0, 7, 4, 4),
            MONTH,
            "[Accuracy]",
            "[Accuracy from]",
            "[Accuracy to]"),
        chart(
            "By confidence, in tenths",
            COLUMNS,
            Box.at(4, 7, 2, 4),
            "Prediction[Confidence bin]",
            "[Accuracy]"),
        chart(
            "Training: loss by epoch",
            LINE,
            Box.at(6, 7, 3, 4),
            EPOCH,
            "[Loss in training]",
            "[Loss in validation]"),
        chart(
                "Validation accuracy by epoch",
                LINE,
                Box.at(9, 7, 3, 4),
                EPOCH,
                "[Accuracy in validation]")
            .in("Experiment[Name]"));
  }

  private static Page sales() {
    return page(
        "Sales",
        "Clerk[Name]",
        cards(
            Box.at(0, 1, 12, 2),
            "[Sales]",
            "[Receipts]",
            "[Average basket]",
            "[Tax collected]",
            "[Card share]",
            "[Money at risk]"),
        chart("Sales by day", COLUMNS, Box.at(0, 3, 8, 4), DAY, "[Sales]"),
        chart("Sales by kind", BARS, Box.at(8, 3, 4, 4), KIND, "[Sales]"),
        chart("Sales by weekday", COLUMNS, Box.at(0, 7, 3, 4), "Date[Weekday name]", "[Sales]"),
        chart("Receipts by hour", COLUMNS, Box.at(3, 7, 4, 4), "Hour[Name]", "[Receipts]"),
        table(
            "Goods",
            Box.at(7, 7, 5, 4),
            List.of("Class[Name]", "Class[PLU]"),
            "[Sales]",
            "[Gross margin]",
            "[Kilograms sold]",
            "[Pieces sold]"));
  }

  private static Page data() {
    return page(
        "Data quality",
        "Source[Name]",
        cards(
            Box.at(0, 1, 12, 2),
            "[Photo fault share]",
            "[Not produce share]",
            "[Not in list share]",
            "[Checked share]",
            "[Withdrawn statements]",
            "[Price by clerk share]"),
        chart(
            "Why answers were as they were",
            BARS,
            Box.at(0, 3, 6, 4),
            "Reason[Reason]",
            "[Answers]"),
        chart("Photo faults by day", LINE, Box.at(6, 3, 6, 4), DAY, "[Photo fault share]"),
        chart("What people said", COLUMNS, Box.at(0, 7, 4, 4), "Label[Verdict]", "[Statements]"),
        chart("Where it came from", COLUMNS, Box.at(4, 7, 4, 4), "Source[Name]", "[Statements]"),
        chart(
            "Confidence, in tenths",
            COLUMNS,
            Box.at(8, 7, 4, 4),
            "Prediction[Confidence bin]",
            "[Answers]"));
  }

  private static Page review() {
    return page(
        "Review workload",
        "Class[Kind]",
        cards(
            Box.at(0, 1, 12, 2),
            "[Open questions]",
            "[Statements]",
            "[Statements a day]",
            "[Reviews]",
            "[Corrections]",
            "[Checked share]"),
        chart("Statements by day", STACK, Box.at(0, 3, 6, 4), DAY, "[Statements]")
            .in("Source[Name]"),
        chart("Open questions by day", COLUMNS, Box.at(6, 3, 6, 4), DAY, "[Open questions]"),
        chart("Open questions by kind", BARS, Box.at(0, 7, 5, 4), KIND, "[Open questions]"),
        table(
            "What to look at first",
            Box.at(5, 7, 7, 4),
            List.of(KIND),
            "[Open questions]",
            "[Accuracy]",
            "[Shortlist hit rate]",
            "[Money at risk]"));
  }

  private static Page answers() {
    return new Page(
        "Answers",
        Page.Reached.BY_DRILLING,
        List.of(
            Visual.text("Answers", Box.at(0, 0, 6, 1)),
            cards(Box.at(6, 0, 6, 2), "[Answers]", "[Accuracy]", "[Latency p95]"),
            table(
                "Each answer; its page opens in the application",
                Box.at(0, 2, 12, 9),
                List.of(
                    "Prediction[Answered at]",
                    "Class[Name]",
                    "Confirmed class[Name]",
                    "Reason[Decision]",
                    "Reason[Reason]",
                    "Prediction[Confidence]",
                    "Prediction[Verdict]",
                    "Prediction[Page]"))));
  }

  /** A page with its name and two slicers above. */
  private static Page page(String name, String second, Visual... visuals) {
    return new Page(
        name,
        Page.Reached.BY_TAB,
        Stream.concat(
                Stream.of(
                    Visual.text(name, Box.at(0, 0, 6, 1)),
                    Visual.slicer("Month", Box.at(6, 0, 3, 1), MONTH),
                    Visual.slicer(Field.of(second).table(), Box.at(9, 0, 3, 1), second)),
                Stream.of(visuals))
            .toList());
  }
}

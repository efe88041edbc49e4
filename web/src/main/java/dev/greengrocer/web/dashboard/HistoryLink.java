package dev.greengrocer.web.dashboard;

import dev.greengrocer.ledger.figures.Days;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.util.UriComponentsBuilder;

/** The way from a figure to what it counts. */
final class HistoryLink {

  private HistoryLink() {}

  /**
   * The answers of some days.
   *
   * @param narrowing names and values of the search form of the history, in turn
   */
  static String answers(LocalDate first, LocalDate last, String... narrowing) {
    return address("/history", first, last, narrowing);
  }

  /** The answers of the days that the dashboard shows. */
  static String answers(Days days, String... narrowing) {
    return answers(days.first(), days.last(), narrowing);
  }

  /** The sales of some days. */
  static String sales(LocalDate first, LocalDate last) {
    return address("/sales", first, last);
  }

  private static String address(String path, LocalDate first, LocalDate last, String... narrowing) {
    UriComponentsBuilder address =
        UriComponentsBuilder.fromPath(path).queryParam("from", first).queryParam("to", last);
    List<String> values = new ArrayList<>();
    for (int i = 0; i < narrowing.length; i += 2) {
      address.queryParam(narrowing[i], "{" + narrowing[i] + "}");
      values.add(narrowing[i + 1]);
    }
    return address.encode().buildAndExpand(values.toArray()).toUriString();
  }
}

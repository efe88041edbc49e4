package dev.greengrocer.web.closing;

import dev.greengrocer.files.Csv;
import dev.greengrocer.ledger.closing.Closing;
import dev.greengrocer.ledger.closing.Closings;
import dev.greengrocer.ledger.closing.DayClosing;
import dev.greengrocer.ledger.closing.PeriodReport;
import dev.greengrocer.ledger.database.Page;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.sale.Payment;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;

/**
 * Z reports as CSV, one row a report, the latest first. One that cannot be read has its id alone.
 * Thread-safe.
 */
@Component
class ClosingCsv {

  private static final String[] COLUMNS = {
    "report",
    "id",
    "opened",
    "closed",
    "closed_by",
    "first_receipt",
    "last_receipt",
    "receipts",
    "cash_sales",
    "cash_voided",
    "card_sales",
    "card_voided",
    "net",
    "opening_cash",
    "expected_cash",
    "counted_cash",
    "difference",
    "kept_cash",
    "currency"
  };

  private final Closings closings;
  private final DayClosing closing;
  private final Till till;

  ClosingCsv(Closings closings, DayClosing closing, Till till) {
    this.closings = closings;
    this.closing = closing;
    this.till = till;
  }

  /** Writes all of them. */
  void write(HttpServletResponse response) throws IOException {
    response.setContentType(Csv.MEDIA_TYPE);
    Csv file = Csv.to(response.getWriter(), COLUMNS);
    String cursor = null;
    do {
      Page<Closing> page = closings.page(cursor, Page.MOST);
      page.items().forEach(one -> write(file, one));
      if (page.unreadable() != null) {
        page.unreadable().forEach(row -> file.beginning(null, row.id()));
      }
      cursor = page.next();
    } while (cursor != null);
  }

  private void write(Csv file, Closing one) {
    PeriodReport period = closing.get(one.number()).period();
    Closing.Drawer cash = one.cash();
    file.line(
        one.number(),
        one.id(),
        one.opened(),
        one.at(),
        one.actor(),
        one.sold().receipts() == 0 ? null : one.sold().firstReceipt(),
        one.sold().receipts() == 0 ? null : one.sold().lastReceipt(),
        one.sold().receipts(),
        sum(period, Payment.CASH, row -> row.takings().total()),
        sum(period, Payment.CASH, row -> row.voids().amount()),
        sum(period, Payment.CARD, row -> row.takings().total()),
        sum(period, Payment.CARD, row -> row.voids().amount()),
        till.plain(one.sold().net()),
        till.plain(cash.opening()),
        till.plain(cash.expected()),
        till.plain(cash.counted()),
        till.plain(cash.difference()),
        till.plain(cash.kept()),
        one.currency());
  }

  private String sum(
      PeriodReport period, Payment payment, ToLongFunction<PeriodReport.Row> amount) {
    return till.plain(
        period.byPayment().stream()
            .filter(row -> row.name().equals(payment.id()))
            .filter(row -> row.currency().equals(period.currency()))
            .mapToLong(amount)
            .sum());
  }
}

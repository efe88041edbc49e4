package dev.greengrocer.web.dashboard;

import dev.greengrocer.files.Csv;
import dev.greengrocer.ledger.figures.Days;
import dev.greengrocer.ledger.figures.StockFigures;
import dev.greengrocer.ledger.figures.StockFlow;
import dev.greengrocer.ledger.price.Till;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Margin and shrinkage as CSV, one row a kind. Thread-safe. */
@Component
class StockFiguresCsv {

  private static final String[] COLUMNS = {
    "name",
    "unit",
    "delivered",
    "sold",
    "wasted",
    "missing",
    "shrinkage_percent",
    "revenue",
    "cost_of_sold",
    "margin",
    "margin_percent",
    "cost_of_lost",
    "currency"
  };

  private final StockFigures figures;
  private final Till till;

  StockFiguresCsv(StockFigures figures, Till till) {
    this.figures = figures;
    this.till = till;
  }

  void write(Days days, HttpServletResponse response) throws IOException {
    response.setContentType(Csv.MEDIA_TYPE);
    Csv file = Csv.to(response.getWriter(), COLUMNS);
    for (StockFlow kind : figures.byKind(days)) {
      file.line(
          kind.goods().name(),
          kind.goods().unit().id(),
          kind.plain(kind.delivered()),
          kind.plain(kind.sold()),
          kind.plain(kind.wasted()),
          kind.plain(kind.missing()),
          kind.shrinkagePercent(),
          till.plain(kind.revenue()),
          plain(kind.costOfSold()),
          plain(kind.margin()),
          kind.marginPercent(),
          plain(kind.costOfLost()),
          till.currency());
    }
  }

  private @Nullable String plain(@Nullable Long minor) {
    return minor == null ? null : till.plain(minor);
  }
}

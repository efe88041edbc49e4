package dev.greengrocer.web.pricing;

import dev.greengrocer.web.history.UnreadableRow;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of prices, baskets and sales, for a check of the whole database. */
public final class GoodsRows {

  private GoodsRows() {}

  /** Every one of them that cannot be read. */
  public static List<UnreadableRow> unreadable(JdbcClient database) {
    List<UnreadableRow> faults = new ArrayList<>(Sales.unreadable(database));
    faults.addAll(Baskets.unreadable(database));
    faults.addAll(PriceList.unreadable(database));
    return faults;
  }
}

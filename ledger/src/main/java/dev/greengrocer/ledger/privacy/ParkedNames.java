package dev.greengrocer.ledger.privacy;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Forgets the customers after whom clerks have named parked baskets; the baskets stay under their
 * numbers. Thread-safe.
 */
@Component
class ParkedNames implements CustomerRecords {

  private final JdbcClient database;

  ParkedNames(JdbcClient database) {
    this.database = database;
  }

  @Override
  public String kind() {
    return "baskets";
  }

  @Override
  public int erase(CustomerIdentity customer) {
    List<Named> named =
        database
            .sql("SELECT id, name FROM parked_baskets WHERE name IS NOT NULL ORDER BY id")
            .query((row, number) -> new Named(row.getString(1), row.getString(2)))
            .list();
    int erased = 0;
    for (Named one : named) {
      if (customer.matches(one.name()) || !customer.removedFrom(one.name()).equals(one.name())) {
        database
            .sql("UPDATE parked_baskets SET name = NULL WHERE id = :id")
            .param("id", one.id())
            .update();
        erased++;
      }
    }
    return erased;
  }

  private record Named(String id, String name) {}
}

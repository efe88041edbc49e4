package dev.greengrocer.ledger.privacy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
  public ErasedRows erase(CustomerIdentity customer) {
    List<Named> named =
        database
            .sql("SELECT id, name FROM parked_baskets WHERE name IS NOT NULL ORDER BY id")
            .query((row, number) -> new Named(row.getString(1), row.getString(2)))
            .list();
    Set<String> erased = new HashSet<>();
    for (Named one : named) {
      if (customer.matches(one.name()) || !customer.removedFrom(one.name()).equals(one.name())) {
        erased.add(one.id());
      }
    }
    ErasedRows rows = ErasedRows.named(erased);
    eraseAgain(rows);
    return rows;
  }

  @Override
  public void eraseAgain(ErasedRows rows) {
    for (String id : rows.named()) {
      database.sql("UPDATE parked_baskets SET name = NULL WHERE id = :id").param("id", id).update();
    }
  }

  private record Named(String id, String name) {}
}

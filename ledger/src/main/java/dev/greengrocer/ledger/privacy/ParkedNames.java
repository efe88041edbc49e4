package dev.greengrocer.ledger.privacy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Forgets the customers after whom clerks have named parked baskets, and those who stand in the
 * reasons of what is taken off in baskets; the baskets stay under their numbers. Thread-safe.
 */
@Component
class ParkedNames implements CustomerRecords {

  private static final List<Reasons> REASONS =
      List.of(
          new Reasons(
              "baskets",
              """
              SELECT p.id FROM parked_baskets p JOIN baskets b ON b.id = p.basket_id
              WHERE b.discount_reason = :text
              """,
              """
              UPDATE baskets SET discount_reason = '…' WHERE discount_reason IS NOT NULL
                AND id IN (SELECT basket_id FROM parked_baskets WHERE id = :id)
              """),
          new Reasons(
              "basket_lines",
              "SELECT id FROM basket_lines WHERE discount_reason = :text",
              "UPDATE basket_lines SET discount_reason = '…' WHERE discount_reason IS NOT NULL AND"
                  + " id = :id"));

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
    ErasedRows rows = new ErasedRows(erased, redactReasons(customer));
    forgetNames(rows);
    return rows;
  }

  /** Takes a customer out of why something is taken off; the parked baskets and lines concerned. */
  private Set<String> redactReasons(CustomerIdentity customer) {
    Set<String> concerned = new HashSet<>();
    for (Reasons reasons : REASONS) {
      List<String> texts =
          database
              .sql(
                  "SELECT DISTINCT discount_reason FROM %s WHERE discount_reason IS NOT NULL"
                      .formatted(reasons.table()))
              .query(String.class)
              .list();
      for (String text : texts) {
        String left = customer.removedFrom(text);
        if (!left.equals(text)) {
          concerned.addAll(
              database.sql(reasons.ids()).param("text", text).query(String.class).list());
          database
              .sql(
                  "UPDATE %s SET discount_reason = :left WHERE discount_reason = :text"
                      .formatted(reasons.table()))
              .param("left", left)
              .param("text", text)
              .update();
        }
      }
    }
    return concerned;
  }

  @Override
  public void eraseAgain(ErasedRows rows) {
    forgetNames(rows);
    for (String id : rows.mentioning()) {
      for (Reasons reasons : REASONS) {
        database.sql(reasons.again()).param("id", id).update();
      }
    }
  }

  private void forgetNames(ErasedRows rows) {
    for (String id : rows.named()) {
      database.sql("UPDATE parked_baskets SET name = NULL WHERE id = :id").param("id", id).update();
    }
  }

  /**
   * Where reasons stand.
   *
   * @param ids finds what is listed of those with a reason: an open basket has no id that fits in
   *     the list, and is gone in a week
   * @param again removes the reason of what is listed
   */
  private record Reasons(String table, String ids, String again) {}

  private record Named(String id, String name) {}
}

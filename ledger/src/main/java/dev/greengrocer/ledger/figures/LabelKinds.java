package dev.greengrocer.ledger.figures;

import dev.greengrocer.Label;
import dev.greengrocer.LabelSet;
import dev.greengrocer.ledger.price.ModelLabels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps the table {@code label_kinds}, by which views count synonyms as one kind: the groups of the
 * present model's labels. A label of an earlier model that the present one does not have is a kind
 * of its own. Thread-safe.
 */
@Component
final class LabelKinds {

  private static final Logger log = LoggerFactory.getLogger(LabelKinds.class);

  /** No column of labels holds more characters. */
  private static final int LONGEST = 100;

  private final JdbcClient database;
  private final TransactionOperations transaction;

  LabelKinds(JdbcClient database, TransactionOperations transaction, ModelLabels models) {
    this.database = database;
    this.transaction = transaction;
    update(models.labels());
    models.afterChange(this::changed);
  }

  private void changed(LabelSet labels) {
    try {
      update(labels);
    } catch (DataAccessException | TransactionException e) {
      log.warn("Synonyms are counted as one from the next start on: {}", e.getMessage());
    }
  }

  /** Writes the kinds of some labels, if others are stored. */
  void update(LabelSet labels) {
    Map<String, String> wanted = kinds(labels);
    if (wanted.equals(stored())) {
      return; // a transaction keeps others from writing
    }
    transaction.executeWithoutResult(
        status -> {
          database.sql("DELETE FROM label_kinds").update();
          wanted.forEach(
              (label, kind) ->
                  database
                      .sql("INSERT INTO label_kinds (label, kind) VALUES (:label, :kind)")
                      .param("label", label)
                      .param("kind", kind)
                      .update());
        });
  }

  /** Spellings that belong to a kind of another name: of this model's labels, and stored ones. */
  private Map<String, String> kinds(LabelSet labels) {
    Set<String> spellings = new TreeSet<>(counted());
    for (Label label : labels.labels()) {
      spellings.add(label.name());
      spellings.addAll(label.aliases());
    }
    Map<String, String> kinds = new HashMap<>();
    for (String spelling : spellings) {
      String kind = labels.find(spelling).map(Label::group).orElse(spelling);
      if (!kind.equals(spelling) && spelling.length() <= LONGEST) {
        kinds.put(spelling, kind);
      }
    }
    return kinds;
  }

  /** Labels of earlier models, which may be aliases in this one. */
  private List<String> counted() {
    return database
        .sql(
            """
            SELECT label FROM daily_labels
            UNION SELECT true_label FROM predictions
            WHERE feedback IS NOT NULL AND true_label IS NOT NULL
            """)
        .query(String.class)
        .list();
  }

  private Map<String, String> stored() {
    Map<String, String> kinds = new HashMap<>();
    database
        .sql("SELECT label, kind FROM label_kinds")
        .query(
            row -> {
              kinds.put(row.getString("label"), row.getString("kind"));
            });
    return kinds;
  }
}

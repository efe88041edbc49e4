package dev.greengrocer.ledger.experiment;

import dev.greengrocer.experiment.Epoch;
import dev.greengrocer.experiment.Evaluation;
import dev.greengrocer.experiment.Experiment;
import dev.greengrocer.experiment.Experiment.Findings;
import dev.greengrocer.experiment.ExperimentFolder;
import dev.greengrocer.experiment.Figure;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.database.Cursor;
import dev.greengrocer.ledger.database.Page;
import dev.greengrocer.ledger.database.Stored;
import dev.greengrocer.ledger.database.UnreadableRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Trainings, searches and evaluations that were recorded. Thread-safe.
 *
 * <pre>{@code
 * Page<Experiment> latest = experiments.page(ExperimentFilter.ALL, null, 50); // without curves
 * Experiment whole = experiments.find(latest.items().get(0).id()).orElseThrow();
 * }</pre>
 */
@Repository
public class Experiments {

  private static final RowMapper<Stored<Experiment>> ROWS =
      Stored.rows(ExperimentRows::experiment, "experiments", "id");

  private static final RowMapper<Stored<Map.Entry<String, String>>> OPTIONS =
      Stored.rows(ExperimentRows::option, "experiment_options", "experiment_id", "position");
  private static final RowMapper<Stored<Figure>> FIGURES =
      Stored.rows(ExperimentRows::figure, "experiment_figures", "experiment_id", "position");
  private static final RowMapper<Stored<Epoch>> EPOCHS =
      Stored.rows(ExperimentRows::epoch, "experiment_epochs", "experiment_id", "epoch");
  private static final RowMapper<Stored<Evaluation.Cell>> CELLS =
      Stored.rows(ExperimentRows::cell, "experiment_cells", "experiment_id", "truth", "predicted");

  private final JdbcClient database;
  private final TransactionOperations transaction;

  /** The experiments in a database. */
  public Experiments(JdbcClient database, TransactionOperations transaction) {
    this.database = database;
    this.transaction = transaction;
  }

  /**
   * Writes an experiment in the place of what was known of it.
   *
   * @param stored what its file holds
   * @return whether anything was written; not when that file is known already
   */
  public boolean put(ExperimentFolder.Stored stored) {
    Experiment one = stored.experiment();
    if (fileOf(one.id()).filter(stored.sha256()::equals).isPresent()) {
      return false;
    }
    transaction.executeWithoutResult(
        status -> {
          database.sql("DELETE FROM experiments WHERE id = :id").param("id", one.id()).update();
          new ExperimentWriter(database).write(one, stored.sha256());
        });
    return true;
  }

  private Optional<String> fileOf(String id) {
    return database
        .sql("SELECT file_sha256 FROM experiments WHERE id = :id")
        .param("id", id)
        .query(String.class)
        .optional();
  }

  /**
   * A page of experiments with their options and figures, the latest first; epochs and cells are
   * left out.
   *
   * @param cursor {@link Page#next} of the page before, or null for the first
   * @param size most of them on the page, at least 1
   */
  public Page<Experiment> page(ExperimentFilter filter, @Nullable String cursor, int size) {
    Map<String, Object> values = new HashMap<>();
    List<String> conditions = new ArrayList<>();
    if (filter.kind() != null) {
      conditions.add("kind = :kind");
      values.put("kind", filter.kind().id());
    }
    if (filter.search() != null) {
      conditions.add("search_id = :search");
      values.put("search", filter.search());
    }
    if (conditions.isEmpty()) {
      conditions.add("kind <> 'trial'");
    }
    if (cursor != null) {
      conditions.add("id < :before");
      values.put("before", Cursor.id(cursor));
    }
    values.put("size", size + 1); // One more than asked for tells whether there is a next page.
    List<Stored<Experiment>> found =
        database
            .sql(
                "SELECT * FROM experiments WHERE %s ORDER BY id DESC LIMIT :size"
                    .formatted(String.join(" AND ", conditions)))
            .params(values)
            .query(ROWS)
            .list();
    return Page.of(found.stream().map(this::described).toList(), size);
  }

  /** One whose options or figures cannot be read hides none of the others. */
  private Stored<Experiment> described(Stored<Experiment> found) {
    if (found.value() == null) {
      return found;
    }
    try {
      return new Stored<>(found.id(), described(found.value()), null);
    } catch (RefusedException e) {
      return new Stored<>(
          found.id(),
          null,
          new UnreadableRow("experiments", found.id(), String.valueOf(e.getMessage())));
    }
  }

  /**
   * An experiment as a whole, or empty when there is none.
   *
   * @throws dev.greengrocer.ledger.RefusedException if its row cannot be read
   */
  public Optional<Experiment> find(String id) {
    return database
        .sql("SELECT * FROM experiments WHERE id = :id")
        .param("id", id)
        .query(ROWS)
        .optional()
        .map(Stored::orRefuse)
        .map(this::described)
        .map(this::whole);
  }

  /** How many there are, trials of searches included. */
  public long count() {
    return database.sql("SELECT COUNT(*) FROM experiments").query(Long.class).single();
  }

  /** Every row of experiments that cannot be read. */
  public static List<UnreadableRow> unreadable(JdbcClient database) {
    List<UnreadableRow> faults = new ArrayList<>(Stored.unreadable(database, "experiments", ROWS));
    faults.addAll(unreadable(database, "experiment_options", OPTIONS));
    faults.addAll(unreadable(database, "experiment_figures", FIGURES));
    faults.addAll(unreadable(database, "experiment_epochs", EPOCHS));
    faults.addAll(unreadable(database, "experiment_cells", CELLS));
    return faults;
  }

  private static <T> List<UnreadableRow> unreadable(
      JdbcClient database, String table, RowMapper<Stored<T>> rows) {
    return Stored.faults(
        database
            .sql("SELECT * FROM %s ORDER BY experiment_id".formatted(table))
            .query(rows)
            .list());
  }

  private Experiment described(Experiment one) {
    Map<String, String> options = new LinkedHashMap<>();
    rows("experiment_options", "position", one.id(), OPTIONS)
        .forEach(option -> options.put(option.getKey(), option.getValue()));
    Experiment.Origin origin = one.origin();
    return new Experiment(
        one.id(),
        one.title(),
        one.course(),
        new Experiment.Origin(origin.data(), origin.network(), origin.code(), options),
        new Findings(
            one.findings().model(),
            List.of(),
            rows("experiment_figures", "position", one.id(), FIGURES),
            one.findings().evaluation()));
  }

  private Experiment whole(Experiment one) {
    Evaluation evaluation = one.findings().evaluation();
    return one.with(
        new Findings(
            one.findings().model(),
            rows("experiment_epochs", "epoch", one.id(), EPOCHS),
            one.findings().figures(),
            evaluation == null
                ? null
                : new Evaluation(
                    evaluation.split(),
                    rows("experiment_cells", "truth, predicted", one.id(), CELLS))));
  }

  private <T> List<T> rows(String table, String order, String id, RowMapper<Stored<T>> rows) {
    return database
        .sql("SELECT * FROM %s WHERE experiment_id = :id ORDER BY %s".formatted(table, order))
        .param("id", id)
        .query(rows)
        .list()
        .stream()
        .map(Stored::orRefuse)
        .toList();
  }
}

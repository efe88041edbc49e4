package dev.greengrocer.ledger.figures;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.Label;
import dev.greengrocer.LabelSet;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.Migrations;
import dev.greengrocer.ledger.price.ModelLabels;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

final class LabelKindsTest {

  private static final LabelSet SYNONYMS =
      new LabelSet(
          List.of(
              Label.of("tomato"),
              new Label("bell pepper", List.of(), "bell pepper"),
              new Label("capsicum", List.of("paprika"), "bell pepper"),
              new Label("eggplant", List.of("aubergine"), "eggplant")));

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @Test
  void synonyms_aliases_and_stored_spellings_are_one_kind_until_another_model_runs() {
    try (HikariDataSource source = Databases.openFile(folder.resolve("kinds.sqlite"))) {
      Migrations.of(source).load().migrate();
      JdbcClient database = JdbcClient.create(source);
      // As an earlier model wrote it.
      database
          .sql("INSERT INTO daily_labels VALUES ('2026-01-01', 'h', 'Egg-Plant', 'accept', 1)")
          .update();
      Models models = new Models();

      LabelKinds unused =
          new LabelKinds(
              database, new TransactionTemplate(new JdbcTransactionManager(source)), models);

      assertThat(unused).isNotNull();
      assertThat(kinds(database))
          .containsExactly(
              "Egg-Plant=eggplant",
              "aubergine=eggplant",
              "capsicum=bell pepper",
              "paprika=bell pepper");
      models.listener.accept(LabelSet.ofNames(List.of("aubergine", "tomato")));
      assertThat(kinds(database)).isEmpty();
    }
  }

  private static List<String> kinds(JdbcClient database) {
    return database
        .sql("SELECT label || '=' || kind FROM label_kinds ORDER BY label")
        .query(String.class)
        .list();
  }

  private static final class Models implements ModelLabels {

    private Consumer<LabelSet> listener = labels -> {};

    @Override
    public LabelSet labels() {
      return SYNONYMS;
    }

    @Override
    public void beforeChange(Consumer<LabelSet> work) {}

    @Override
    public void afterChange(Consumer<LabelSet> listener) {
      this.listener = listener;
    }
  }
}

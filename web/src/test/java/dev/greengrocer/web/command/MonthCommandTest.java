package dev.greengrocer.web.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ledger.database.DataDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code greengrocer export month} as a person or a timer calls it. */
final class MonthCommandTest {

  @TempDir Path folder;
  private DataDirectory books;
  private Path out;

  @BeforeEach
  void fill() {
    books = FilledDatabase.write(folder.resolve("books"));
    out = folder.resolve("2026-11.xlsx");
  }

  @Test
  void a_workbook_is_written() throws IOException {
    Said said = export("--month", "2026-11", "--out", out.toString());

    assertThat(said.exitCode).as(said.err).isZero();
    assertThat(said.out).startsWith(out + ": 7 sheets, ");
    assertThat(Files.readAllBytes(out)).startsWith('P', 'K');
  }

  @Test
  void bad_input_gets_one_sentence() throws IOException {
    Path photos = Files.createDirectories(books.photos());

    refused(2, "--month November", export("--month", "November", "--out", out.toString()));
    refused(2, "--month 2026-13", export("--month", "2026-13", "--out", out.toString()));
    refused(2, "ends in .xlsx", export("--month", "2026-11", "--out", folder + "/month.csv"));
    refused(2, "ends in .xlsx", export("--month", "2026-11", "--out", folder.toString()));
    refused(
        2, "lies in the data directory", export("--month", "2026-11", "--out", photos + "/m.xlsx"));
    refused(6, "none", export("--month", "2026-11", "--out", folder + "/none/m.xlsx"));
    refused(2, "is an address", export("--month", "2026-11", "--out", "s3://shop/m.xlsx"));
    refused(2, "--month", export("--out", out.toString()));
    assertThat(out).doesNotExist();
  }

  private static void refused(int exitCode, String words, Said said) {
    assertThat(said.exitCode).as(said.err).isEqualTo(exitCode);
    assertThat(said.err).contains(words).doesNotContain("\tat ");
    assertThat(said.out).isEmpty();
  }

  private Said export(String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("export", "month", "--data-dir", books.path().toString()));
    all.addAll(List.of(arguments));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        GreengrocerWeb.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(all.toArray(String[]::new));
    return new Said(exitCode, out.toString(), err.toString());
  }

  private record Said(int exitCode, String out, String err) {}
}

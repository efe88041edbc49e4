package dev.greengrocer.cli.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.InvalidImageException;
import dev.greengrocer.files.Csv;
import dev.greengrocer.inference.ScoredPhoto;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PredictionCsvTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"=cmd|' /C calc'!A0.jpg", "+1+1.jpg", "-2+3.png", "@SUM(A1).jpg", " =1+1.webp"})
  void a_file_whose_name_is_a_formula_is_text_in_a_spreadsheet(String name) {
    StringWriter out = new StringWriter();
    Path photo = Path.of(name);

    new PredictionCsv(new PrintWriter(out), "m", 1)
        .write(new ScoredPhoto.Failed(photo, new InvalidImageException("damaged")), null);

    String cell = out.toString().lines().toList().get(1).split(",", 2)[0];
    assertThat(cell).isEqualTo("'" + name);
    assertThat(Csv.text(cell)).isEqualTo(name);
  }
}

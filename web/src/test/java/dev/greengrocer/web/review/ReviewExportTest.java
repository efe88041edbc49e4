package dev.greengrocer.web.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReviewExportTest {

  @ParameterizedTest
  @ValueSource(strings = {"apple", "bell pepper", "jalapeño", "v1.0", "=1+1", "a,b", "🍎"})
  void an_ordinary_label_is_a_folder_of_its_own_name(String label) {
    assertThat(ReviewExport.folder(label)).isEqualTo(label);
  }

  @ParameterizedTest
  @CsvSource({
    "../../../evil, %2E.%2F..%2F..%2Fevil",
    "/etc/passwd, %2Fetc%2Fpasswd",
    "C:\\evil, C%3A%5Cevil",
    ".., %2E%2E",
    "., %2E",
    "con, %63on",
    "NUL.txt, %4EUL.txt",
    "100%, 100%25"
  })
  void a_label_that_leads_elsewhere_stays_inside(String label, String folder) {
    assertThat(ReviewExport.folder(label)).isEqualTo(folder);
    Path root = Path.of("/out");
    assertThat(root.resolve(ReviewExport.folder(label)).normalize().getParent()).isEqualTo(root);
  }
}

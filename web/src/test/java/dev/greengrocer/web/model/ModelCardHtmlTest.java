package dev.greengrocer.web.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelCardHtmlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data:text/html,hello",
        "javascript:alert(1)",
        "mailto:a@b.example",
        "ftp://a",
        "/sign-out",
        "//evil.example/a"
      })
  void a_link_leads_to_the_web_only(String link) {
    assertThat(ModelCardHtml.render("[d](" + link + ")")).doesNotContain(link);
  }

  @Test
  void a_link_to_the_web_stays() {
    assertThat(ModelCardHtml.render("[d](https://example.org/a)"))
        .contains("href=\"https://example.org/a\"");
  }

  @Test
  void markdown_becomes_html_without_its_front_matter_and_below_the_headings_of_the_page() {
    assertThat(
            ModelCardHtml.render(
                """
                ---
                license: apache-2.0
                tags:
                  - fruit
                ---

                # Tomatoes

                | a | b |
                |---|--:|
                | 1 | 2 |
                """))
        .contains("<h3>Tomatoes</h3>")
        .contains("<td>1</td>")
        .doesNotContain("apache")
        .doesNotContain("align");
  }

  @Test
  void a_rule_in_the_text_is_no_front_matter() {
    assertThat(ModelCardHtml.render("before\n\n---\n\nafter\n\n---\n"))
        .contains("before")
        .contains("after");
  }

  @Test
  void a_card_runs_no_script_and_loads_nothing() {
    assertThat(
            ModelCardHtml.render(
                """
                <script>alert(1)</script> <img src=x onerror=alert(1)>

                [click](javascript:alert(1)) ![](https://example.org/track.png)
                """))
        .doesNotContain("<script")
        .doesNotContain("<img src")
        .doesNotContain("javascript:")
        .doesNotContain("track.png");
  }
}

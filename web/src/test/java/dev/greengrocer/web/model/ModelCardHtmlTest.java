package dev.greengrocer.web.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ModelCardHtmlTest {

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

package dev.greengrocer.web.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of a packing line, as it leaves the server; a browser test holds photos before it. */
final class PackingLinePageTest extends ServedTest {

  private static final String PAGE = "data-line";

  @Test
  void every_role_that_may_identify_finds_the_way_to_it() {
    for (Role role : Role.values()) {
      Visitor visitor = visitor(role);
      assertThat(visitor.get("/").body()).as(role.id()).contains("href=\"/line\"");
      assertThat(visitor.get("/line").body()).as(role.id()).contains(PAGE, "<h1>Packing line</h1>");
    }
  }

  @Test
  void a_stranger_signs_in_first() {
    assertThat(new Visitor(uri("/")).get("/line").body()).contains("/sign-in").doesNotContain(PAGE);
  }

  @Test
  void it_says_whose_counts_they_are() {
    Matcher one = user(visitor(Role.CLERK).get("/line").body());
    Matcher other = user(visitor(Role.REVIEWER).get("/line").body());

    assertThat(one.group(1)).isNotBlank().isNotEqualTo(other.group(1));
  }

  private static Matcher user(String page) {
    Matcher user = Pattern.compile("data-line[^>]* data-user=\"([^\"]*)\"").matcher(page);
    assertThat(user.find()).as("data-user").isTrue();
    return user;
  }

  @Test
  void a_crate_may_hold_each_kind_that_the_model_knows_also_by_its_other_names() {
    assertThat(visitor(Role.CLERK).get("/line").body())
        .containsPattern("<option value=\"eggplant\" data-words=\"[^\"]*brinjal[^\"]*\"");
  }

  @Test
  void without_scripts_it_leads_to_the_form() {
    assertThat(visitor(Role.CLERK).get("/line").body())
        .containsPattern(
            "without-js.*The packing line needs JavaScript.*<a href=\"/\">Identify</a>");
  }
}

package dev.greengrocer.web.price;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A new shop, whose prices nobody has set. */
@TestPropertySource(properties = "spring.application.name=new-shop") // a server of its own
class MadeUpPricesTest extends ServedTest {

  @Test
  void pages_that_sell_say_that_prices_are_made_up_until_a_person_has_set_one() {
    Visitor clerk = visitor(Role.CLERK);
    List<String> pages = List.of("/till", "/checkout", "/prices");

    assertThat(pages).allSatisfy(page -> assertThat(clerk.get(page).body()).contains("made up"));

    assertThat(
            send(HttpRequest.newBuilder(uri("/api/v1/prices/banana"))
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString("{\"price\": \"2.19\"}")))
                .statusCode())
        .isEqualTo(200);
    assertThat(pages)
        .allSatisfy(page -> assertThat(clerk.get(page).body()).doesNotContain("made up"));
  }
}

package dev.greengrocer.web.stock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** A shop that keeps more kinds than a form has room for. */
@TestPropertySource(properties = "spring.application.name=count-sheets") // a server of its own
@DirtiesContext
final class CountSheetsTest extends ServedTest {

  private static final String PAGE = "/stock/count";

  @Test
  void every_kind_stands_on_a_sheet_that_can_be_booked() {
    deliver(0);
    deliver(200);
    Visitor clerk = visitor(Role.CLERK);

    String first = clerk.get(PAGE).body();
    assertThat(first).contains("Sheet 1 of 2", "kind 000, kg", "kind 199, kg", "sheet=2");
    assertThat(first).doesNotContain("kind 200, kg");
    assertThat(clerk.get(PAGE + "?sheet=2").body()).contains("kind 200, kg", "kind 399, kg");
    assertThat(clerk.get(PAGE + "?sheet=99").body()).contains("Sheet 2 of 2");
    assertThat(clerk.get(PAGE + "?sheet=-1").body()).contains("Sheet 1 of 2");

    HttpResponse<String> booked = clerk.submit(PAGE, PAGE, rows(200));
    assertThat(booked.uri().getPath()).isEqualTo("/stock");
    assertThat(booked.body()).contains("200 counted.");
  }

  @Test
  void rows_that_no_sheet_has_are_refused_and_not_left_out() {
    Visitor clerk = visitor(Role.CLERK);

    HttpResponse<String> refused = clerk.submit(PAGE, PAGE, rows(301));

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("301 rows: a page has at most 300");
  }

  private void deliver(int from) {
    String crates =
        IntStream.range(from, from + 200)
            .mapToObj("{\"name\": \"kind %03d\", \"kilograms\": 2}"::formatted)
            .collect(Collectors.joining(","));
    HttpResponse<String> booked =
        postJson("/api/v1/deliveries", "{\"crates\": [%s]}".formatted(crates));
    assertThat(booked.statusCode()).as(booked.body()).isEqualTo(201);
  }

  private static String[] rows(int count) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      fields.addAll(List.of("name", "kind %03d".formatted(i), "unit", "kg", "counted", "1"));
    }
    return fields.toArray(String[]::new);
  }
}

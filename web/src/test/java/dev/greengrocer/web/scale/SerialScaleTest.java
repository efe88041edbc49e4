package dev.greengrocer.web.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Scales on pseudo-terminals: the real serial library, the real server. */
class SerialScaleTest extends ServedTest {

  private static final Optional<PseudoScale> ASKED =
      PseudoScale.connect("asked", "S S      0.000 kg");
  private static final Optional<PseudoScale> CONTINUOUS =
      PseudoScale.connect("continuous", "   0.000 kg");

  @DynamicPropertySource
  static void ports(DynamicPropertyRegistry settings) {
    ASKED.ifPresent(
        scale -> {
          settings.add("greengrocer.scales.tills.counter-1.port", scale::port);
          settings.add("greengrocer.scales.tills.counter-1.protocol", () -> "mt-sics");
        });
    CONTINUOUS.ifPresent(
        scale -> {
          settings.add("greengrocer.scales.tills.counter-2.port", scale::port);
          settings.add("greengrocer.scales.tills.counter-2.protocol", () -> "generic");
        });
    settings.add("greengrocer.scales.tills.unplugged.port", () -> "/dev/no-such-scale");
    settings.add("greengrocer.scales.tills.unplugged.protocol", () -> "cas");
  }

  @AfterAll
  static void disconnect() {
    ASKED.ifPresent(PseudoScale::close);
    CONTINUOUS.ifPresent(PseudoScale::close);
  }

  @BeforeEach
  void need_a_pseudo_terminal() {
    Assumptions.assumeTrue(
        ASKED.isPresent() && CONTINUOUS.isPresent(),
        "no pseudo-terminal: install python3 on Linux or macOS to run these tests");
  }

  @Test
  void a_scale_that_is_asked_weighs_what_lies_on_it_once() {
    PseudoScale scale = ASKED.orElseThrow();
    until(() -> connected("counter-1"));
    Visitor clerk = at("counter-1");
    add(clerk, "tomato");
    scale.show("S D      0.400 kg");
    until(() -> scale("counter-1").at("/kilograms").asString().equals("0.400"));
    assertThat(clerk.get("/checkout").body()).as("it moves").contains("tomato: weigh it");

    scale.show("S S      0.534 kg");
    // 2.99 × 0.534
    until(() -> clerk.get("/checkout").body().contains("data-total>1.60 EUR<"));

    // The same goods still lie on it when the next ones are added.
    add(clerk, "garlic");
    scale.show("S S      0.533 kg");
    until(() -> scale("counter-1").at("/kilograms").asString().equals("0.533"));
    assertThat(clerk.get("/checkout").body()).contains("garlic: weigh it");

    scale.show("S S      0.000 kg");
    until(() -> scale("counter-1").at("/kilograms").asString().equals("0.000"));
    scale.show("S S      0.100 kg");
    // 7.90 × 0.1
    until(() -> clerk.get("/checkout").body().contains("data-total>2.39 EUR<"));
  }

  @Test
  void a_scale_that_sends_by_itself_may_hold_the_goods_before_they_are_named() {
    PseudoScale scale = CONTINUOUS.orElseThrow();
    until(() -> connected("counter-2"));
    Visitor clerk = at("counter-2");
    scale.show("   1.000 kg");
    until(() -> scale("counter-2").at("/kilograms").asString().equals("1.000"));

    add(clerk, "tomato");

    until(() -> clerk.get("/checkout").body().contains("data-total>2.99 EUR<"));
  }

  @Test
  void a_scale_that_is_not_there_is_named_and_the_server_runs() {
    until(() -> scale("unplugged").at("/fault").asString().contains("port"));
    assertThat(scale("unplugged").at("/connected").asBoolean()).isFalse();
    assertThat(scale("unplugged").has("kilograms")).isFalse();
  }

  private Visitor at(String till) {
    Visitor clerk = visitor(Role.CLERK);
    clerk.submit("/checkout", "/checkout/till", "name", till);
    return clerk;
  }

  private static void add(Visitor clerk, String name) {
    clerk.submit("/checkout", "/checkout/lines", "name", name, "unit", "KG");
  }

  private boolean connected(String till) {
    return scale(till).at("/connected").asBoolean();
  }

  private JsonNode scale(String till) {
    for (JsonNode scale : json(get("/api/v1/scales")).at("/items")) {
      if (scale.at("/till").asString().equals(till)) {
        return scale;
      }
    }
    throw new AssertionError("no scale of " + till);
  }

  /** Waits for what the scale's thread does; a machine that is busy may take its time. */
  private static void until(BooleanSupplier condition) {
    Instant end = Instant.now().plus(Duration.ofSeconds(60));
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("waited in vain").isBefore(end);
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }
}

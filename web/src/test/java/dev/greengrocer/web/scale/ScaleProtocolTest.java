package dev.greengrocer.web.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.ledger.price.Weight;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

class ScaleProtocolTest {

  @Test
  void lines_of_scales_are_read_as_their_makers_document_them() throws Exception {
    Map<String, ScaleProtocol> table = shipped().protocols();
    assertThat(table).isNotNull();
    assertReads(table, "mt-sics", "S S      0.534 kg", 534, true);
    assertReads(table, "mt-sics", "S D      0.530 kg", 530, false);
    assertReads(table, "mt-sics", "S S     -0.012 kg", 0, true);
    assertReads(table, "mt-sics", "S S        534 g", 534, true);
    assertReads(table, "cas", "ST,GS,+  0.534kg", 534, true);
    assertReads(table, "cas", "US,NT,-  0.020kg", 0, false);
    assertReads(table, "generic", "  1,250 kg ", 1250, null);
    for (String noise : new String[] {"", "S I", "S +", "ES", "S S 9999.999 kg", "0.5345 kg"}) {
      for (ScaleProtocol protocol : table.values()) {
        assertThat(protocol.parser().read(noise)).as(noise).isEmpty();
      }
    }
  }

  @Test
  void goods_are_weighed_once_until_the_scale_was_empty() {
    ScaleJudge judge = new ScaleJudge(3);
    assertThat(judge.judge(says(500, false))).isEmpty();
    assertThat(judge.judge(says(534, true))).contains(new Weight(534));
    judge.use();
    assertThat(judge.judge(says(534, true))).isEmpty();
    assertThat(judge.judge(says(700, true))).as("more on top").isEmpty();
    assertThat(judge.judge(says(0, true))).isEmpty();
    assertThat(judge.judge(says(100, true))).contains(new Weight(100));
  }

  @Test
  void a_scale_that_does_not_say_it_is_stable_after_some_equal_weights() {
    ScaleJudge judge = new ScaleJudge(3);
    assertThat(judge.judge(says(534, null))).isEmpty();
    assertThat(judge.judge(says(534, null))).isEmpty();
    assertThat(judge.judge(says(533, null))).isEmpty();
    assertThat(judge.judge(says(533, null))).isEmpty();
    assertThat(judge.judge(says(533, null))).contains(new Weight(533));
  }

  @Test
  void settings_that_cannot_be_are_all_named_at_once() {
    ScaleProtocol bad =
        new ScaleProtocol(
            null, "(?<kg>[0-9]", "lb", "S", 0, Duration.ofMillis(250), 9600, 8, 1, "some");
    assertThatThrownBy(
            () ->
                new ScaleSettings(
                    Map.of("counter 1", new ScaleSettings.Connection("/dev/x", "nope", null)),
                    Map.of("mine", bad)))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("till 'counter 1'")
        .hasMessageContaining("protocol nope: must be one of [mine]")
        .hasMessageContaining("protocols.mine.reading")
        .hasMessageContaining("(?<weight>…)")
        .hasMessageContaining("unit lb")
        .hasMessageContaining("parity some")
        .hasMessageContaining("repeats 0");
  }

  private static ScaleSettings shipped() throws Exception {
    StandardEnvironment environment = new StandardEnvironment();
    new YamlPropertySourceLoader()
        .load("shipped", new ClassPathResource("application.yaml"))
        .forEach(environment.getPropertySources()::addLast);
    return Binder.get(environment).bind("greengrocer.scales", ScaleSettings.class).get();
  }

  private static void assertReads(
      Map<String, ScaleProtocol> table,
      String name,
      String line,
      long grams,
      @Nullable Boolean stable) {
    assertThat(Objects.requireNonNull(table.get(name)).parser().read(line))
        .as(name + ": " + line)
        .isEqualTo(Optional.of(new ScaleProtocol.Reading(new Weight(grams), stable)));
  }

  private static ScaleProtocol.Reading says(long grams, @Nullable Boolean stable) {
    return new ScaleProtocol.Reading(new Weight(grams), stable);
  }
}

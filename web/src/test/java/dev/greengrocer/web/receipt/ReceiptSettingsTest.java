package dev.greengrocer.web.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidConfigurationException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReceiptSettingsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Test
  void every_fault_is_named() {
    assertThatThrownBy(
            () ->
                new ReceiptSettings(
                    Map.of(
                        "counter-1", new ReceiptSettings.Printer("10.0.0.5", null, null),
                        "counter-2", new ReceiptSettings.Printer("host:9100", 5, "klingon")),
                    Duration.ZERO))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContainingAll(
            "printers.counter-1.address 10.0.0.5: must be a host and a port",
            "printers.counter-2.columns 5: from 20 to 100",
            "printers.counter-2.characters klingon: must be one of [cp437, cp850,",
            "patience PT0S: from 100ms to 60s");
  }

  @Test
  void no_till_waits_for_a_month() {
    assertThatThrownBy(() -> new ReceiptSettings(Map.of(), Duration.ofDays(30)))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("patience PT720H: from 100ms to 60s");
  }

  @Test
  void an_address_may_be_one_of_ipv6() {
    ReceiptSettings.Printer printer = new ReceiptSettings.Printer("[fe80::1]:9100", 48, "CP866");
    ReceiptSettings settings = new ReceiptSettings(Map.of("counter-1", printer), PATIENCE);

    assertThat(settings.all()).containsKey("counter-1");
    assertThat(printer.host()).isEqualTo("fe80::1");
    assertThat(printer.port()).isEqualTo(9100);
    assertThat(printer.table().value).isEqualTo(17);
  }
}

package dev.greengrocer.web.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Scales on serial ports are changed on the page of settings while the server runs. */
@TestPropertySource(
    properties = {
      "greengrocer.scales.tills.till-1.port=/dev/no-such-scale",
      "greengrocer.scales.tills.till-1.protocol=cas"
    })
final class ScaleSettingTest extends ServedTest {

  private static final String STARTED = "till-1: /dev/no-such-scale, cas";

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private Scales scales;

  @Test
  void scales_are_added_changed_and_taken_away_without_a_restart() {
    Visitor ada = visitor(Role.ADMINISTRATOR);
    assertThat(tills()).containsExactly("till-1 at /dev/no-such-scale");
    assertThat(ada.get("/settings").body()).contains("id=\"scales-tills\"", STARTED);

    set(ada, STARTED + "\n", "till-1: /dev/another, mt-sics, 9600\ntill-2: /dev/third, generic");
    assertThat(tills()).containsExactly("till-1 at /dev/another", "till-2 at /dev/third");
    assertThat(
            set(
                ada,
                "till-1: /dev/another, mt-sics, 9600\ntill-2: /dev/third, generic\n",
                "till-1: COM3, nonesuch"))
        .contains("must be one of [cas, generic, mt-sics]");
    assertThat(tills()).hasSize(2);

    ada.submit(
        "/settings",
        "/settings",
        "seen.scales-tills",
        "till-1: /dev/another, mt-sics, 9600\ntill-2: /dev/third, generic\n",
        "scales-tills",
        "",
        "back.scales-tills",
        "yes");
    assertThat(tills()).containsExactly("till-1 at /dev/no-such-scale");
  }

  /** As they are once the change has been followed, which a task does by itself. */
  private List<String> tills() {
    scales.follow();
    return json(get("/api/v1/scales"))
        .at("/items")
        .valueStream()
        .map(scale -> scale.at("/till").asString() + " at " + scale.at("/port").asString())
        .toList();
  }

  private static String set(Visitor ada, String seen, String wanted) {
    return ada.submit("/settings", "/settings", "seen.scales-tills", seen, "scales-tills", wanted)
        .body();
  }
}

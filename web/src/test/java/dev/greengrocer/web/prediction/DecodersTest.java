package dev.greengrocer.web.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class DecodersTest {

  private static final Duration SOON = Duration.ofMillis(100);

  @Test
  void a_decoder_that_takes_too_long_is_given_up_and_keeps_nobody_from_decoding() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    try (Decoders decoders = new Decoders(1, 50_000_000, SOON, SOON)) {
      overrun(decoders, goOn);

      for (int i = 0; i < 3; i++) {
        try (Decoders.Place place = decoders.take()) {
          assertThat(place.decode(50_000_000, () -> "in time")).isEqualTo("in time");
        }
      }
      goOn.countDown();
    }
  }

  @Test
  void a_second_one_keeps_its_place_until_one_is_done_so_that_memory_stays_bounded()
      throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    try (Decoders decoders = new Decoders(1, 50_000_000, SOON, SOON)) {
      overrun(decoders, goOn);
      overrun(decoders, goOn);

      assertThatThrownBy(decoders::take)
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> assertThat(refused.problem()).isEqualTo(Problem.QUEUE_FULL));

      goOn.countDown();
      for (int i = 0; i < 3; i++) {
        try (Decoders.Place place = takeSoon(decoders)) {
          assertThat(place.decode(1, () -> "in time")).isEqualTo("in time");
        }
      }
    }
  }

  private static void overrun(Decoders decoders, CountDownLatch goOn) {
    try (Decoders.Place place = decoders.take()) {
      assertThatThrownBy(
              () ->
                  place.decode(
                      50_000_000,
                      () -> {
                        goOn.await();
                        return "too late";
                      }))
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> assertThat(refused.problem()).isEqualTo(Problem.DECODING_TOO_SLOW));
    }
  }

  private static Decoders.Place takeSoon(Decoders decoders) {
    for (int tries = 0; ; tries++) {
      try {
        return decoders.take();
      } catch (RefusedException e) {
        assertThat(tries).as("the place never became free").isLessThan(100);
      }
    }
  }
}

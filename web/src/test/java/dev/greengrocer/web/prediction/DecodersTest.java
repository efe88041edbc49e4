package dev.greengrocer.web.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.web.Problem;
import dev.greengrocer.web.RefusedException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class DecodersTest {

  private static final Duration SOON = Duration.ofMillis(100);

  @Test
  void a_decoder_that_takes_too_long_is_given_up_and_keeps_its_place_until_it_is_done()
      throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    try (Decoders decoders = new Decoders(1, 50_000_000, SOON, SOON)) {
      try (Decoders.Place place = decoders.take()) {
        assertThatThrownBy(
                () ->
                    place.decode(
                        12_000_000,
                        () -> {
                          goOn.await();
                          done.countDown();
                          return "too late";
                        }))
            .isInstanceOfSatisfying(
                RefusedException.class,
                refused -> assertThat(refused.problem()).isEqualTo(Problem.DECODING_TOO_SLOW));
      }
      // Its memory is still in use: nobody else may take the place yet.
      assertThatThrownBy(decoders::take)
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> assertThat(refused.problem()).isEqualTo(Problem.QUEUE_FULL));

      goOn.countDown();
      done.await();
      try (Decoders.Place place = takeSoon(decoders)) {
        assertThat(place.decode(1, () -> "in time")).isEqualTo("in time");
      }
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

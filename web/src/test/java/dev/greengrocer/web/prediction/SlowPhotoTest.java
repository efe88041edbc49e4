package dev.greengrocer.web.prediction;

import dev.greengrocer.web.Photos;
import dev.greengrocer.web.ServedTest;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** A server that gives a decoder next to no time. */
@TestPropertySource(properties = "greengrocer.uploads.decode-timeout=1ms")
@DirtiesContext
final class SlowPhotoTest extends ServedTest {

  @Test
  void a_photo_that_takes_too_long_to_decode_is_refused_in_words() {
    assertProblem(post("/api/v1/predictions", Photos.jpeg(5000, 4000, 9)), 422, "longer than 1 ms");
  }
}

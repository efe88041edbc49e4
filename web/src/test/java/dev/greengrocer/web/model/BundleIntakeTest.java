package dev.greengrocer.web.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import org.junit.jupiter.api.Test;

final class BundleIntakeTest {

  private static final long MB = 1024 * 1024;

  @Test
  void a_bundle_needs_twice_its_size_and_what_the_books_need() {
    assertThatCode(() -> BundleIntake.requireRoom(144 * MB, 40 * MB)).doesNotThrowAnyException();
    assertThatThrownBy(() -> BundleIntake.requireRoom(144 * MB - 1, 40 * MB))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.problem()).isEqualTo(Problem.STORAGE_FULL);
              assertThat(refused)
                  .hasMessageContaining("143 MB free")
                  .hasMessageContaining("needs 144 MB");
            });
  }
}

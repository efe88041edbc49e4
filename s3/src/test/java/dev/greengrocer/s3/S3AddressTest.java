package dev.greengrocer.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class S3AddressTest {

  @ParameterizedTest
  @CsvSource({
    "s3://shop, shop, ''",
    "s3://shop/, shop, ''",
    "s3://my.shop-1/greengrocer, my.shop-1, greengrocer/",
    "s3://shop/a/b_c/, shop, a/b_c/"
  })
  void an_address_names_a_bucket_and_a_prefix(String text, String bucket, String prefix) {
    S3Address address = S3Address.of(text);

    assertThat(address).isEqualTo(new S3Address(bucket, prefix));
    assertThat(S3Address.of(address.toString())).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://",
        "s3://Shop/x",
        "s3://shop//x",
        "s3://shop/../x",
        "s3://shop/x y",
        "s3://sh/ñ",
        "s3://a/x",
        "https://shop/x"
      })
  void what_is_none_is_refused_by_name(String text) {
    assertThatThrownBy(() -> S3Address.of(text))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining(text)
        .hasMessageContaining("s3://BUCKET/PREFIX");
  }

  @Test
  void an_address_is_told_from_a_folder() {
    assertThat(List.of("s3://shop", "S3:/shop", "gs://shop/x", "File:///srv/analytics"))
        .allMatch(S3Address::isMeant);
    assertThat(List.of("/srv/analytics", "s3", "C:\\analytics", "c://analytics", "a/b://c", ""))
        .noneMatch(S3Address::isMeant);
  }

  @Test
  void the_address_of_one_backup_is_taken_apart() {
    BackupKeys.One one = BackupKeys.one(S3Address.of("s3://shop/a/backups/2026-11-30T023000.123Z"));

    assertThat(one.place()).isEqualTo(S3Address.of("s3://shop/a"));
    assertThat(one.name()).isEqualTo("2026-11-30T023000.123Z");
  }

  @Test
  void an_endpoint_must_be_an_address_of_the_web() {
    assertThat(S3Access.of(" ", "")).isEqualTo(new S3Access(null, null));
    assertThatThrownBy(() -> S3Access.of("storage.example.org", ""))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("storage.example.org");
  }
}

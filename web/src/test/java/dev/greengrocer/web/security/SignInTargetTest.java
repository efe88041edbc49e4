package dev.greengrocer.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignInTargetTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/history",
        "/history?min=0.5&label=bell%20pepper",
        "/sales/0189?x=/y",
        "/a/b/"
      })
  void pages_of_this_server_are_taken(String path) {
    assertThat(SignInTarget.checked(path)).hasValue(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "history",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "/ /evil.example",
        "\\\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/x#y",
        "/x\r\nSet-Cookie: a=b",
        "/sign-out",
        "/sign-in?to=/sign-in",
        "/<script>"
      })
  void nothing_else_is(String path) {
    assertThat(SignInTarget.checked(path)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 501})
  void nor_is_what_is_long(int length) {
    assertThat(SignInTarget.checked("/" + "x".repeat(length - 1)).isPresent())
        .isEqualTo(length == 500);
  }
}

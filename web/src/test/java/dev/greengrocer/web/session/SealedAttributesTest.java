package dev.greengrocer.web.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.web.caller.Role;
import java.io.File;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.session.MapSession;
import org.springframework.web.servlet.FlashMap;

final class SealedAttributesTest {

  @Test
  void who_signed_in_and_what_a_page_tells_the_next_come_back() {
    MapSession session = new MapSession("a");
    FlashMap flash = new FlashMap();
    flash.put("success", "The sale is voided.");
    flash.addTargetRequestParam("page", "2");
    session.setAttribute("flash", new ArrayList<>(List.of(flash)));
    session.setAttribute(
        "context",
        new SecurityContextImpl(
            UsernamePasswordAuthenticationToken.authenticated(
                "ada", null, Role.CLERK.authorities())));

    Map<String, Object> back = SealedAttributes.attributes(SealedAttributes.bytes(session));

    assertThat(back).containsOnlyKeys("flash", "context");
    assertThat(back.get("flash")).isEqualTo(List.of(flash));
    assertThat(back.get("context")).isEqualTo(session.getRequiredAttribute("context"));
  }

  @Test
  void only_the_id_opens_what_was_sealed() {
    byte[] secret = "gg_secret".getBytes(UTF_8);
    String sealed = SealedAttributes.seal("a", secret);

    assertThat(SealedAttributes.open("a", sealed)).isEqualTo(secret);
    assertThat(SealedAttributes.seal("a", secret)).isNotEqualTo(sealed);
    assertThat(new String(Base64.getDecoder().decode(sealed), UTF_8)).doesNotContain("secret");
    assertThatThrownBy(() -> SealedAttributes.open("b", sealed))
        .isInstanceOf(IllegalArgumentException.class);
    for (String other : List.of("", "AAAA", "not base64", sealed.substring(4), sealed + "AAAA")) {
      assertThatThrownBy(() -> SealedAttributes.open("a", other))
          .as(other)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void other_classes_are_not_read() {
    MapSession session = new MapSession("a");
    session.setAttribute("file", new File("/etc"));

    assertThatThrownBy(() -> SealedAttributes.attributes(SealedAttributes.bytes(session)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

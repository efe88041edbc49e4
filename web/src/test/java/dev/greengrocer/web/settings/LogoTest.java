package dev.greengrocer.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.web.Photos;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** An administrator gives receipts a logo and takes it away. */
class LogoTest extends ServedTest {

  private static final Pattern PICTURE = Pattern.compile("/logo/[0-9a-f]{64}[.]png");

  @Test
  void receipts_begin_with_the_logo_until_it_is_removed() throws Exception {
    Visitor ada = visitor(Role.ADMINISTRATOR);
    Visitor clerk = visitor(Role.CLERK);
    String sale =
        "/sales/"
            + json(postJson(
                    "/api/v1/sales",
                    "{\"lines\": [{\"name\": \"kiwi\", \"pieces\": 1}], \"payment\": \"card\"}"))
                .at("/id")
                .asString();
    assertThat(clerk.get(sale).body()).doesNotContain("/logo/");
    int bare = pdf(sale).length;

    assertThat(upload(ada, Photos.png(1200, 300, 1)).body()).contains("begin with this logo");

    String picture = picture(clerk.get(sale).body());
    HttpResponse<byte[]> file = bytes(picture);
    assertThat(file.headers().firstValue("Content-Type")).hasValue("image/png");
    assertThat(file.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(file.body().length).isLessThanOrEqualTo(200 * 1024);
    RgbImage kept = new ImageDecoder().decode(file.body(), "logo");
    assertThat(kept.width()).isEqualTo(600);
    assertThat(kept.height()).isEqualTo(150);
    assertThat(clerk.get(picture).statusCode()).isEqualTo(200);
    assertThat(get("/logo/" + "0".repeat(64) + ".png").statusCode()).isEqualTo(404);
    assertThat(pdf(sale).length).isGreaterThan(bare + 1000);
    assertThat(get("/api/v1/audit?kind=setting").body()).contains("\"logo\"", "\"set\"");

    assertThat(upload(ada, Photos.jpeg(30, 20, 2)).body()).contains("begin with this logo");
    String other = picture(clerk.get(sale).body());
    assertThat(other).isNotEqualTo(picture);
    assertThat(clerk.get(picture).statusCode()).isEqualTo(404);
    assertThat(ada.submit("/settings", "/settings/logo/remove").body())
        .contains("no logo any more");
    assertThat(clerk.get(sale).body()).doesNotContain("/logo/");
    assertThat(clerk.get(other).statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/audit?kind=setting").body()).contains("\"removed\"");
  }

  @Test
  void what_is_no_picture_or_too_large_is_refused_and_nothing_changes() {
    Visitor ada = visitor(Role.ADMINISTRATOR);
    byte[] cut = Arrays.copyOf(Photos.png(200, 100, 3), 500);

    assertThat(upload(ada, "<svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8)).body())
        .contains("must be a PNG or JPEG file");
    assertThat(upload(ada, "GIF89a".getBytes(StandardCharsets.UTF_8)).body())
        .contains("must be a PNG or JPEG file");
    assertThat(upload(ada, cut).body()).contains("The logo was not taken");
    assertThat(upload(ada, new byte[3 * 1024 * 1024]).body()).contains("at most 2097152");
    assertThat(upload(ada, new byte[0]).body()).contains("Choose a PNG or JPEG file first");
    assertThat(ada.submit("/settings", "/settings/logo/remove").body())
        .contains("There was no logo");
  }

  @Test
  void clerks_change_nothing_and_strangers_see_nothing() {
    Visitor clerk = visitor(Role.CLERK);

    assertThat(upload(clerk, Photos.png(60, 20, 4)).statusCode()).isEqualTo(403);
    assertThat(clerk.submit("/account", "/settings/logo/remove").statusCode()).isEqualTo(403);
    HttpResponse<String> stranger = new Visitor(uri("/")).get("/logo/" + "0".repeat(64) + ".png");
    assertThat(stranger.uri().getPath()).isEqualTo("/sign-in");
  }

  private byte[] pdf(String sale) {
    return bytes(sale + "/receipt.pdf").body();
  }

  private HttpResponse<byte[]> bytes(String path) {
    return getBytes(path);
  }

  private static String picture(String page) {
    Matcher found = PICTURE.matcher(page);
    assertThat(found.find()).as(page).isTrue();
    return found.group();
  }

  private static HttpResponse<String> upload(Visitor visitor, byte[] file) {
    return visitor.upload("/account", "/settings/logo", "file", "logo.png", "image/png", file);
  }
}

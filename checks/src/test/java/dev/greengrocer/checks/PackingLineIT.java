package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * The packing line, in a real browser on a real server with the bundled model. Photos are held
 * before a camera, and the page takes them by itself.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PackingLineIT {

  private static final int TABLET = 820;
  private static final String PASSWORD = "seven-green-pears";
  private static final String STATION = "belt 7";

  /** A table without goods: the model cannot tell what it is. */
  private static final byte[] EMPTY = plain();

  @TempDir private static Path folder;

  private WebServer server;
  private SlowNetwork network;
  private Browser browser;
  private PhotoCamera camera;
  private KnownPhotos photos;
  private KnownPhotos.Photo good;
  private KnownPhotos.Photo other;

  @BeforeAll
  void start() throws IOException, InterruptedException {
    Browser.requireInstalled();
    server = WebServer.start(folder.resolve("data"));
    photos = KnownPhotos.of(server, 4, 1);
    good = photos.sure(0);
    other =
        photos.allSure().stream()
            .filter(photo -> !photo.label().equals(good.label()))
            .findFirst()
            .orElseThrow();
    network = SlowNetwork.before(server);
    browser = Browser.open(server, network);
    camera = PhotoCamera.in(browser);
  }

  @AfterAll
  void stop() throws IOException {
    if (browser != null) {
      browser.close();
    }
    if (network != null) {
      network.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void new_shift() {
    network.down(false);
    browser.size(Browser.DESK, 900).scheme("light").go("/line");
    browser.script("localStorage.clear(); localStorage.setItem('station', '" + STATION + "')");
    browser.go("/line");
    camera.show(EMPTY);
    browser.click("[data-start]");
    browser.until(() -> says().startsWith("Noted: this is the empty place"));
    browser.complaints();
    browser.foreignHosts();
  }

  @AfterEach
  void no_one_else_was_asked() {
    assertThat(browser.foreignHosts()).as("foreign hosts").isEmpty();
  }

  // ---- Photos -----------------------------------------------------------------------------------

  @Test
  void goods_that_lie_still_are_photographed_once_and_counted() {
    camera.show(good.jpeg());
    awaitPhotos(1);

    assertThat(browser.find("[data-title]").getText()).isEqualTo(good.label());
    assertThat(browser.find("[data-word]").getText()).isEqualTo("Sure");
    assertThat(browser.find("[data-picture]").isDisplayed()).isTrue();
    assertThat(browser.all("[data-alarm]")).isEmpty();
    // They lie there for two seconds more, and the empty place comes after them.
    Browser.pause(2000);
    camera.show(EMPTY);
    Browser.pause(1000);
    assertThat(photosOfCrate()).isEqualTo(1);

    camera.show(good.jpeg());
    awaitPhotos(2);
    assertThat(browser.find("[data-open-contents]").getText()).isEqualTo(good.label() + " 2");
    assertThat(browser.complaints()).isEmpty();
    browser.go("/history?station=belt%207");
    assertThat(browser.all("tbody tr").size()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void without_the_automatic_shutter_a_key_takes_the_photos() {
    browser.click("[data-automatic]");
    camera.show(good.jpeg());
    Browser.pause(1500);
    assertThat(photosOfCrate()).isZero();

    browser.script("document.activeElement.blur()");
    browser.press(" ");
    awaitPhotos(1);
    browser.script("document.querySelector('[data-shutter]').focus()");
    browser.press(Keys.ENTER);
    awaitPhotos(2);
    browser.go("/line");
    assertThat(browser.find("[data-automatic]").isSelected()).as("remembered").isFalse();
  }

  @Test
  void photos_are_taken_also_while_the_picture_is_out_of_sight() {
    browser.size(Browser.PHONE, 500);
    browser.script("window.scrollTo(0, document.documentElement.scrollHeight)");
    camera.show(good.jpeg());
    awaitPhotos(1);
  }

  @Test
  void a_place_that_has_changed_is_photographed_until_a_person_says_that_it_is_empty() {
    camera.show(other.jpeg());
    awaitPhotos(1);
    browser.click("[data-empty]");
    camera.show(good.jpeg());
    awaitPhotos(2);
    camera.show(other.jpeg());
    Browser.pause(1500);
    assertThat(photosOfCrate()).isEqualTo(2);
  }

  // ---- Alarms -----------------------------------------------------------------------------------

  @Test
  void another_kind_than_the_crate_holds_is_an_alarm_until_the_next_good_photo() {
    hold(good.label());
    camera.show(other.jpeg());
    awaitPhotos(1);

    assertThat(alarm())
        .isEqualTo("Crate 1 holds %s, and this is %s.".formatted(good.label(), other.label()));
    camera.show(good.jpeg());
    awaitPhotos(2);
    browser.until(() -> browser.all("[data-alarm]").isEmpty());
    assertThat(browser.find("[data-open-alarms]").getText()).isEqualTo("1");
  }

  @Test
  void what_the_model_cannot_tell_is_an_alarm_until_a_person_has_seen_it() {
    takeByHand(EMPTY, 1);
    assertThat(browser.find("[data-title]").getText()).isEqualTo("Can’t tell");
    assertThat(alarm()).startsWith("Crate 1: the model can’t tell");
    browser.go("/line");
    assertThat(alarm()).as("after a reload").startsWith("Crate 1: the model can’t tell");

    browser.click("[data-acknowledge]");
    browser.until(() -> browser.all("[data-alarm]").isEmpty());
    browser.await("[data-running]", 1);
    takeByHand(EMPTY, 2);
    alarm();
    browser.press(Keys.ESCAPE);
    browser.until(() -> browser.all("[data-alarm]").isEmpty());
  }

  @Test
  void the_sound_of_the_alarm_stays_off() {
    assertThat(browser.find("[data-sound]").getDomAttribute("aria-pressed")).isEqualTo("true");
    browser.click("[data-sound]");
    browser.go("/line");
    assertThat(browser.find("[data-sound]").getDomAttribute("aria-pressed")).isEqualTo("false");
  }

  @Test
  void a_kind_is_found_by_its_other_names_and_another_word_changes_nothing() {
    hold("brinjal");
    assertThat(browser.find("[data-holds]").getDomProperty("value")).isEqualTo("eggplant");

    hold(Keys.chord(Keys.CONTROL, "a") + "nosuchkind");
    browser.until(() -> browser.find("[data-holds-fault]").getText().contains("nosuchkind"));
    assertThat(browser.find("[data-holds]").getDomAttribute("aria-invalid")).isEqualTo("true");
    takeByHand(good.jpeg(), 1);
    assertThat(alarm()).contains("holds eggplant");
  }

  // ---- Counts -----------------------------------------------------------------------------------

  @Test
  void crates_hours_and_the_file_have_the_same_numbers() {
    hold(good.label());
    takeByHand(good.jpeg(), 1);
    takeByHand(other.jpeg(), 2);
    takeByHand(other.jpeg(), 3);
    browser.click("[data-undo]");
    awaitPhotos(2);
    browser.click("[data-next-crate]");
    browser.until(() -> browser.find("[data-crate-number]").getText().equals("Crate 2"));
    takeByHand(good.jpeg(), 1);

    assertThat(browser.all("[data-crates] tr")).hasSize(2);
    assertThat(cells("[data-crates] tr", 1))
        .containsEntry("number", "Crate 1")
        .containsEntry("holds", good.label())
        .containsEntry("photos", "2")
        .containsEntry("alarms", "1");
    assertThat(cells("[data-crates] tr", 0)).containsEntry("photos", "1");
    assertThat(sum("[data-hours] [data-photos]")).isEqualTo(3);
    assertThat(sum("[data-hours] [data-alarms]")).isEqualTo(1);

    List<String> file = file().lines().toList();
    assertThat(file).hasSize(3);
    assertThat(file.get(1)).startsWith(STATION + ",1,").endsWith(",0,0,0,0,1");
    assertThat(file.get(1))
        .contains(",%s,2,".formatted(good.label()), good.label() + ": 1", other.label() + ": 1");
    assertThat(file.get(2)).startsWith(STATION + ",2,").endsWith(",0,0,0,0,0");

    browser.go("/line");
    assertThat(browser.await("[data-crates] tr", 2)).hasSize(2);
    browser.click("[data-new-shift]");
    browser.click("[data-answer=yes]");
    browser.until(() -> browser.find("[data-crate-number]").getText().equals("Crate 1"));
    assertThat(photosOfCrate()).isZero();
  }

  @Test
  void the_counts_of_another_station_are_others() {
    takeByHand(good.jpeg(), 1);
    browser.script("localStorage.setItem('station', 'belt 8')");
    browser.go("/line");
    assertThat(browser.find("[data-station]").getText()).isEqualTo("belt 8");
    assertThat(photosOfCrate()).isZero();
    browser.script("localStorage.setItem('station', '" + STATION + "')");
    browser.go("/line");
    assertThat(photosOfCrate()).isEqualTo(1);
  }

  // ---- Networks ---------------------------------------------------------------------------------

  @Test
  void photos_wait_for_the_network_over_a_reload_and_are_counted_once() {
    browser.click("[data-automatic]");
    camera.show(good.jpeg());
    network.down(true);
    browser.click("[data-shutter]");
    browser.click("[data-shutter]");
    browser.until(() -> browser.find("[data-waiting]").getText().equals("2"));
    browser.until(() -> says().contains("goes up by itself"));
    assertThat(photosOfCrate()).isZero();

    network.down(false);
    browser.go("/line");
    awaitPhotos(2);
    assertThat(browser.find("[data-waiting]").getText()).isEqualTo("0");
    Browser.pause(6000);
    assertThat(photosOfCrate()).as("sent again after a while").isEqualTo(2);
  }

  @Test
  void a_photo_whose_answer_got_lost_is_counted_and_in_the_history_once() {
    camera.show(EMPTY);
    int before = answersOfStation();
    network.loseAnswers(1);
    takeByHand(good.jpeg(), 1);

    assertThat(answersOfStation()).isEqualTo(before + 1);
  }

  @Test
  void a_photo_that_the_browser_has_not_kept_is_said_and_not_counted() {
    browser.click("[data-automatic]");
    camera.show(good.jpeg());
    network.down(true);
    browser.click("[data-shutter]");
    browser.until(() -> browser.find("[data-waiting]").getText().equals("1"));
    browser.script(
        "return new Promise(done => indexedDB.deleteDatabase('greengrocer-line').onsuccess = done)"
            + ".then(() => null)");

    network.down(false);
    browser.go("/line");
    assertThat(alarm()).contains("Crate 1: a photo has no answer");
    assertThat(photosOfCrate()).isZero();
    assertThat(browser.find("[data-open-contents]").getText()).isEqualTo("No answer 1");
  }

  @Test
  void a_photo_waits_while_no_one_is_signed_in_and_is_counted_after_that()
      throws IOException, InterruptedException {
    try (WebServer strict = WebServer.startWithUsers(folder.resolve("users"));
        Browser own = Browser.open(strict)) {
      PhotoCamera eye = PhotoCamera.in(own);
      signIn(own, strict.oneTimePassword());
      own.find("#present").sendKeys(strict.oneTimePassword());
      own.find("#wanted").sendKeys(PASSWORD);
      own.find("#again").sendKeys(PASSWORD, Keys.ENTER);
      own.until(() -> !own.path().startsWith("/account/password"));
      own.go("/line");
      eye.show(EMPTY);
      own.click("[data-start]");
      own.await("[data-running]", 1);
      own.click("[data-automatic]");
      eye.show(good.jpeg());

      own.forgetCookies();
      own.click("[data-shutter]");
      own.until(() -> own.find("[data-says]").getText().startsWith("You were signed out"));
      assertThat(own.find("[data-sign-in] a").isDisplayed()).isTrue();
      signIn(own, PASSWORD);
      own.until(() -> !own.path().startsWith("/sign-in"));
      own.go("/line");
      own.until(() -> own.find("[data-open-total]").getText().equals("1"));
      assertThat(own.find("[data-waiting]").getText()).isEqualTo("0");
    }
  }

  private static void signIn(Browser browser, String password) {
    browser.go("/sign-in").find("#name").sendKeys("admin");
    browser.find("#password").sendKeys(password, Keys.ENTER);
    browser.until(() -> browser.all("#password").isEmpty());
  }

  // ---- Looks ------------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(ints = {Browser.PHONE, TABLET, Browser.DESK})
  void it_fits_and_can_be_used_by_everyone(int width) {
    browser.size(width, width == TABLET ? 1180 : 844);
    look("line sure at " + width, good.jpeg(), 1);
    look("line one of these at " + width, photos.shortlisted(0).jpeg(), 2);
    browser.click("[data-next-crate]");
    look("line alarm at " + width, EMPTY, 1);
    assertThat(browser.complaints()).isEmpty();
  }

  private void look(String what, byte[] photo, int count) {
    takeByHand(photo, count);
    browser.look(what);
    assertThat(browser.script(SMALL_TARGETS)).as(what).isEqualTo(List.of());
    // What is read from three metres: letters of 40 pixels at least.
    assertThat(
            Double.parseDouble(
                String.valueOf(
                    browser.script(
                        "return parseFloat(getComputedStyle("
                            + "document.querySelector('[data-title]')).fontSize)"))))
        .as(what)
        .isGreaterThanOrEqualTo(40);
    browser.picture(what);
  }

  private static final String SMALL_TARGETS =
      """
      return [...document.querySelectorAll("main button, main input:not([type=checkbox])")]
        .filter((one) => one.checkVisibility() && one.getBoundingClientRect().width > 1)
        .filter((one) => {
          const { width, height } = one.getBoundingClientRect();
          return width < 44 || height < 44;
        })
        .map((one) => one.outerHTML);
      """;

  // ---- Hands ------------------------------------------------------------------------------------

  /** Takes a photo by the button, with the automatic shutter off, and waits for its count. */
  private void takeByHand(byte[] photo, int count) {
    if (browser.find("[data-automatic]").isSelected()) {
      browser.click("[data-automatic]");
    }
    camera.show(photo);
    browser.click("[data-shutter]");
    awaitPhotos(count);
  }

  private void hold(String kind) {
    browser.find("[data-holds]").sendKeys(kind, Keys.TAB);
  }

  private void awaitPhotos(int count) {
    browser.until(() -> photosOfCrate() == count);
  }

  private int photosOfCrate() {
    return Integer.parseInt(browser.find("[data-open-total]").getText());
  }

  private String says() {
    return browser.all("[data-says]").get(0).getText();
  }

  private String alarm() {
    browser.await("[data-alarm]", 1);
    return browser.find("[data-alarm-words]").getText();
  }

  private Map<String, String> cells(String rows, int row) {
    WebElement line = browser.all(rows).get(row);
    return Map.of(
        "number", line.findElement(By.cssSelector("[data-number]")).getText(),
        "holds", line.findElement(By.cssSelector("[data-holds]")).getText(),
        "photos", line.findElement(By.cssSelector("[data-photos]")).getText(),
        "alarms", line.findElement(By.cssSelector("[data-alarms]")).getText());
  }

  private int sum(String css) {
    return browser.all(css).stream().mapToInt(cell -> Integer.parseInt(cell.getText())).sum();
  }

  private int answersOfStation() {
    try {
      String answers =
          new String(
              server.bytes("/api/v1/predictions?limit=500&station=belt%207"),
              StandardCharsets.UTF_8);
      return answers.split("\"decision\"", -1).length - 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The file that the page gives to the browser, without a download. */
  private String file() {
    browser.script(
        "const made = URL.createObjectURL;"
            + "URL.createObjectURL = (blob) => { window.file = blob.text(); return made(blob); };");
    browser.click("[data-csv]");
    return String.valueOf(browser.script("return window.file"));
  }

  private static byte[] plain() {
    BufferedImage image = new BufferedImage(480, 480, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(new Color(205, 205, 200));
    pen.fillRect(0, 0, 480, 480);
    pen.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}

package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Settings are changed in a real browser at three sizes, and nothing that was typed is lost. */
final class SettingsBrowserIT {

  private static final String PASSWORD = "four wet ducks in line";

  @TempDir private static Path folder;

  @Test
  void settings_are_changed_and_what_is_typed_outlives_faults_pages_and_sessions()
      throws IOException, InterruptedException {
    Browser.requireInstalled();
    try (WebServer server = WebServer.startWithUsers(folder.resolve("data"));
        Browser browser = Browser.open(server)) {
      signInAndChooseAPassword(browser, server);
      for (int width : List.of(Browser.PHONE, 820, Browser.DESK)) {
        browser.size(width, 844);
        change(browser, width);
        look(browser, "/model", width);
      }
      leaveAndComeBack(browser);
      loseTheSession(browser);
    }
  }

  private static void signInAndChooseAPassword(Browser browser, WebServer server)
      throws IOException {
    browser.size(Browser.DESK, 844).go("/settings");
    browser.find("#name").sendKeys("admin");
    browser.find("#password").sendKeys(server.oneTimePassword(), Keys.ENTER);
    browser.until(() -> browser.path().equals("/account/password"));
    browser.find("#present").sendKeys(server.oneTimePassword());
    browser.find("#wanted").sendKeys(PASSWORD);
    browser.find("#again").sendKeys(PASSWORD, Keys.ENTER);
    browser.until(() -> browser.path().equals("/"));
  }

  private static void change(Browser browser, int width) {
    look(browser, "/settings", width);
    type(browser, "#checkout-shop", "Shop " + width);
    assertThat(browser.find("[data-unsaved]").getText()).isEqualTo("Not saved yet.");
    type(browser, "#checkout-cash-step", "0.005");
    browser.click("[data-save]");
    browser.until(() -> !browser.all("#checkout-cash-step[aria-invalid=true]").isEmpty());
    assertThat(text(browser, "#checkout-shop")).isEqualTo("Shop " + width);
    assertThat(text(browser, "#checkout-cash-step")).isEqualTo("0.005");
    lookHere(browser, "settings with a fault at " + width);
    assertThat(browser.complaints()).allMatch(one -> one.contains("422")); // of the refusal alone

    type(browser, "#checkout-cash-step", "0");
    browser.find("#checkout-cash-step").sendKeys(Keys.ENTER);
    browser.until(() -> !browser.all(".message.success").isEmpty());
    assertThat(browser.find(".message.success").getText()).isEqualTo("Saved: Name.");
    assertThat(browser.find("#checkout-shop-about").getText()).contains("Set here by admin");
    assertThat(isShown(browser, "[data-unsaved]")).isFalse();
    lookHere(browser, "settings that were changed at " + width);
  }

  private static void leaveAndComeBack(Browser browser) {
    browser.go("/settings");
    type(browser, "#tax-number", "12/3");
    browser.click(browser.find("#tax-included"));
    browser.go("/prices");
    browser.go("/settings");
    assertThat(text(browser, "#tax-number")).isEqualTo("12/3");
    assertThat(browser.find("#tax-included").isSelected()).isFalse();
    assertThat(isShown(browser, "[data-restored]")).isTrue();
    browser.click(browser.find("#tax-included"));
    type(browser, "#tax-number", "");
    browser.go("/settings");
    assertThat(isShown(browser, "[data-restored]")).isFalse();
  }

  private static void loseTheSession(Browser browser) {
    type(browser, "#tax-number", "98/7");
    browser.forgetCookies();
    browser.click("[data-save]");
    browser.until(() -> !browser.all("#password").isEmpty());
    browser.find("#name").sendKeys("admin");
    browser.find("#password").sendKeys(PASSWORD, Keys.ENTER);
    browser.until(() -> browser.all("#password").isEmpty());
    browser.go("/settings");
    assertThat(text(browser, "#tax-number")).isEqualTo("98/7");
    browser.click("[data-save]");
    browser.until(() -> !browser.all(".message.success").isEmpty());
    assertThat(browser.find(".message.success").getText()).isEqualTo("Saved: Tax number.");
  }

  private static boolean isShown(Browser browser, String css) {
    return browser.all(css).stream().anyMatch(WebElement::isDisplayed);
  }

  private static void type(Browser browser, String css, String text) {
    WebElement field = browser.find(css);
    field.clear();
    field.sendKeys(text);
  }

  private static String text(Browser browser, String css) {
    return String.valueOf(browser.find(css).getDomProperty("value"));
  }

  private static void look(Browser browser, String path, int width) {
    browser.go(path);
    lookHere(browser, path + " at " + width);
  }

  private static void lookHere(Browser browser, String what) {
    browser.look(what);
    browser.picture(what);
  }
}

package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.FluentWait;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium that keeps an eye on what a page does behind the scenes. */
final class Browser implements AutoCloseable {

  /** A phone held upright. */
  static final int PHONE = 390;

  /** A screen on a desk. */
  static final int DESK = 1280;

  private static final List<Path> BROWSERS =
      List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/google-chrome"));
  private static final List<Path> DRIVERS = List.of(Path.of("/usr/bin/chromedriver"));
  private static final List<String> WCAG =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
  private static final Pattern REQUESTED =
      Pattern.compile("\"Network\\.requestWillBeSent\".*?\"request\":\\{.*?\"url\":\"([^\"]+)\"");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ChromeDriver driver;
  private final WebServer server;

  private Browser(ChromeDriver driver, WebServer server) {
    this.driver = driver;
    this.server = server;
  }

  /**
   * Opens a browser. Without one on this machine the tests are skipped, or fail where {@code
   * GREENGROCER_REQUIRE_BROWSER} is 1.
   */
  static Browser open(WebServer server) {
    return start(server);
  }

  /** Opens a browser that calls a server by its own address, and reaches it by a network. */
  static Browser open(WebServer server, SlowNetwork network) {
    return start(
        server,
        "--host-resolver-rules=MAP %s %s"
            .formatted(server.uri("/").getAuthority(), network.authority()));
  }

  private static Browser start(WebServer server, String... arguments) {
    requireInstalled();
    Path binary = BROWSERS.stream().filter(Files::isExecutable).findFirst().orElseThrow();
    Path chromeDriver = DRIVERS.stream().filter(Files::isExecutable).findFirst().orElseThrow();
    ChromeOptions options = new ChromeOptions();
    options.setBinary(binary.toString());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--disable-quic",
        "--hide-scrollbars",
        // A camera that is not there shows moving colours, and no one is asked whether a page may
        // look.
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        "--lang=en-GB");
    options.addArguments(arguments);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromeDriver.toFile())
            .usingAnyFreePort()
            .build();
    Browser browser = new Browser(new ChromeDriver(service, options), server);
    browser.size(DESK, 800);
    return browser;
  }

  /** Looks at the page from its top: nothing hangs over, and axe finds nothing in either scheme. */
  void look(String what) {
    script("window.scrollTo(0, 0)");
    assertThat(overhang()).as(what).isLessThanOrEqualTo(0);
    for (String scheme : List.of("dark", "light")) {
      scheme(scheme);
      assertThat(violations()).as(what + " in " + scheme).isEmpty();
    }
  }

  static void requireInstalled() {
    boolean installed =
        BROWSERS.stream().anyMatch(Files::isExecutable)
            && DRIVERS.stream().anyMatch(Files::isExecutable);
    if (!installed && "1".equals(System.getenv("GREENGROCER_REQUIRE_BROWSER"))) {
      fail(
          "GREENGROCER_REQUIRE_BROWSER is 1, and there is none of " + BROWSERS + " and " + DRIVERS);
    }
    Assumptions.assumeTrue(
        installed, "no browser: apt-get install chromium chromium-driver to run these tests");
  }

  /** Runs a script in every page that is opened from now on, before the page's own. */
  void beforeEveryPage(String script) {
    driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
  }

  /**
   * From now on the line to the server brings so many bytes in a second, 40 ms after each question.
   */
  void slowLine(int bytesASecond) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand(
        "Network.emulateNetworkConditions",
        Map.of(
            "offline",
            false,
            "latency",
            40,
            "downloadThroughput",
            bytesASecond,
            "uploadThroughput",
            bytesASecond));
  }

  /** Goes to a path of the server. */
  Browser go(String path) {
    driver.get(server.uri(path).toString());
    return this;
  }

  /**
   * Opens a path in a tab of its own, which is shown from now on.
   *
   * @return the tab that was shown until now, for {@link #toTab}
   */
  String openTab(String path) {
    String before = driver.getWindowHandle();
    driver.switchTo().newWindow(WindowType.TAB);
    go(path);
    return before;
  }

  /** Shows a tab again. */
  void toTab(String tab) {
    driver.switchTo().window(tab);
  }

  /** Gives the window a size in CSS pixels. */
  Browser size(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    return this;
  }

  /** Lets the system prefer a colour scheme, {@code light} or {@code dark}. */
  Browser scheme(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    return this;
  }

  /** The path and query of the page that is shown. */
  String path() {
    String url = driver.getCurrentUrl();
    return url.substring(server.uri("/").toString().length() - 1);
  }

  /** Waits for what comes, also while one page gives way to the next and its elements go stale. */
  private FluentWait<WebDriver> patience() {
    return new WebDriverWait(driver, PATIENCE).ignoring(StaleElementReferenceException.class);
  }

  /** Waits for an element of the page that is shown. */
  WebElement find(String css) {
    return patience()
        .until(
            page ->
                page.findElements(By.cssSelector(css)).stream()
                    .filter(WebElement::isDisplayed)
                    .findFirst()
                    .orElse(null));
  }

  /** Elements of the page that are there now, hidden ones included. */
  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  /** Waits until so many elements are there. */
  List<WebElement> await(String css, int count) {
    return patience()
        .until(page -> page.findElements(By.cssSelector(css)).size() >= count ? all(css) : null);
  }

  /** Waits until something holds. */
  void until(java.util.function.BooleanSupplier condition) {
    patience().until(page -> condition.getAsBoolean());
  }

  /** Chooses files in the input of a page, which may be hidden. */
  void choose(String css, List<Path> files) {
    WebElement input = await(css, 1).get(0);
    input.sendKeys(String.join("\n", files.stream().map(Path::toString).toList()));
  }

  /** Presses keys wherever the focus is. */
  void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** Types wherever the focus is, with a pause in milliseconds after each key. */
  void type(String text, int pace) {
    for (int i = 0; i < text.length(); i++) {
      press(text.substring(i, i + 1));
      pause(pace);
    }
  }

  /** Lets some milliseconds pass. */
  static void pause(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The element that has the focus. */
  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  /** Runs a script in the page. */
  @Nullable Object script(String script) {
    return driver.executeScript(script);
  }

  /**
   * Scrolls an element to the middle of the window and clicks it there. On a phone the way to other
   * pages lies over the end of the page, and the driver takes what lies under it to be in sight.
   * While the page moves and something else lies at that place, it waits and tries again.
   */
  void click(WebElement element) {
    new WebDriverWait(driver, PATIENCE)
        .ignoring(ElementClickInterceptedException.class)
        .until(page -> scrollToAndClick(element));
  }

  /** Waits for an element of the page that is shown and clicks it. */
  void click(String css) {
    patience()
        .ignoring(ElementClickInterceptedException.class)
        .until(page -> scrollToAndClick(find(css)));
  }

  private boolean scrollToAndClick(WebElement element) {
    driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
    element.click();
    return true;
  }

  /** How many pixels the page is wider than the window. */
  long overhang() {
    return Long.parseLong(
        String.valueOf(script("return document.documentElement.scrollWidth - window.innerWidth")));
  }

  /** What axe-core finds against WCAG 2.2 AA and good practice, in words. */
  @SuppressWarnings("deprecation") // axe's newer way opens a second window, see below
  List<String> violations() {
    AxeBuilder axe = new AxeBuilder().withTags(WCAG);
    axe.setLegacyMode(
        true); // the other way needs a second window, which a strict page does not get
    List<Rule> rules = axe.analyze(driver).getViolations();
    return rules.stream()
        .map(
            rule ->
                "%s: %s %s"
                    .formatted(
                        rule.getId(),
                        rule.getHelp(),
                        rule.getNodes().stream().map(node -> node.getHtml()).toList()))
        .toList();
  }

  /** What the console complained of since the last time, refused content included. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** Hosts that were asked for anything since the last time, beside the server. */
  Set<String> foreignHosts() {
    Set<String> hosts = new TreeSet<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE).getAll()) {
      Matcher requested = REQUESTED.matcher(entry.getMessage());
      while (requested.find()) {
        String url = requested.group(1);
        if (url.startsWith("http") && !url.startsWith(server.uri("/").toString())) {
          hosts.add(url);
        }
      }
    }
    return hosts;
  }

  /** Ends the session, as a server does that forgets it. */
  void forgetCookies() {
    driver.manage().deleteAllCookies();
  }

  /** With {@code -Dgreengrocer.pictures=FOLDER}, for eyes. */
  void picture(String what) {
    String pictures = System.getProperty("greengrocer.pictures");
    if (pictures != null) {
      try {
        screenshot(
            Files.createDirectories(Path.of(pictures))
                .resolve(what.replaceAll("[^A-Za-z0-9]+", "-") + ".png"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A picture of the window. */
  void screenshot(Path file) throws IOException {
    byte[] png = driver.getScreenshotAs(org.openqa.selenium.OutputType.BYTES);
    assertThat(png).isNotEmpty();
    Files.write(file, png);
  }

  @Override
  public void close() {
    driver.quit();
  }
}

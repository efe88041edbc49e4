package dev.greengrocer.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.experiment.Experiment;
import dev.greengrocer.experiment.Experiment.Kind;
import dev.greengrocer.experiment.ExperimentFolder;
import dev.greengrocer.web.Photos;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import dev.greengrocer.web.experiment.DrawnExperiment;
import java.net.http.HttpResponse;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pages in a language in which every text is in brackets: what a person reads outside them does
 * not come from the file of texts, and would stay English in any other language.
 */
@Import(PseudoLanguageTest.Brackets.class)
@DirtiesContext // users, prices and sales are made on the way
class PseudoLanguageTest extends ServedTest {

  private static final Pattern MARKED = Pattern.compile("⟦[^⟦⟧]*⟧");
  private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");
  private static final Pattern TEXTS =
      Pattern.compile("<script type=\"application/json\" data-texts[^>]*>(.*?)</script>");
  private static final Pattern LABEL = Pattern.compile("<option value=\"([^\"]+)\"[^>]*data-label");

  private static final Pattern LINE = Pattern.compile("/checkout/lines/([0-9a-f-]{36})/remove");
  private static final Pattern PARKED = Pattern.compile("/checkout/parked/([0-9a-f-]{36})/take");

  /** Names that the server gives or that the visitors of these tests bear. */
  private static final Pattern NAME =
      Pattern.compile("user-[0-9a-f]+|[0-9a-f]{8}-[0-9a-f-]{27}|gg_[\\w-]+…|\\([0-9a-f]{8}\\)");

  private static final Set<String> SHOWN =
      Set.of(
          "title",
          "placeholder",
          "aria-label",
          "alt",
          "data-label",
          "data-confirm",
          "data-confirm-action");

  /** What is the same in every language. */
  private static final Set<String> EVERYWHERE = Set.of("Greengrocer", "EUR", "kg", "ms", "amp");

  /** What people and programs of these tests are called, and what they typed. */
  private static final Set<String> TYPED =
      Set.of(
          "admin",
          "server",
          "key",
          "test",
          "greengrocer",
          "medlar",
          "zwieback",
          "nosuch",
          "market",
          "first",
          "measured",
          "seed",
          "cnn");

  /** What is wrong with a request, in the words in which programs get it; docs/languages.md. */
  private static final Pattern OF_THE_BOOKS =
      Pattern.compile(
          "The basket is empty\\.|line 1, lemon: 99 is more than the 0 that is left of it"
              + "|price none : a number such as 2\\.99"
              + "|rate: tax zwieback : percent, such as 7 or 5\\.5"
              + "|reason: must be 1 to 200 characters on one line"
              + "|weight none : a number of kilograms, such as 12\\.5"
              + "|from zwieback : must be a day in the years 1 to 9999, such as 2026-11-28"
              + "|This address does not take POST; it takes GET");

  @TestConfiguration
  static class Brackets {

    @Bean
    static BeanPostProcessor bracketsAroundTexts() {
      return new BeanPostProcessor() {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
          return bean instanceof PageMessages ? new Bracketed() : bean;
        }
      };
    }
  }

  private static final class Bracketed extends PageMessages {

    @Override
    protected MessageFormat createMessageFormat(String pattern, @Nullable Locale locale) {
      return super.createMessageFormat("⟦" + pattern + "⟧", locale);
    }
  }

  private final Set<String> data = new TreeSet<>(EVERYWHERE);
  private final Map<String, Set<String>> bare = new TreeMap<>();
  private int marked;

  @Test
  void every_text_of_the_pages_comes_from_the_file_of_texts() {
    Visitor visitor = visitor(Role.ADMINISTRATOR);
    knowData(visitor);
    for (String path :
        List.of(
            "/",
            "/till",
            "/line",
            "/checkout",
            "/history",
            "/history?q=nothing",
            "/review",
            "/review/mine",
            "/dashboard",
            "/dashboard?from=2020-01-01&to=2024-12-31",
            "/sales",
            "/closings",
            "/stock",
            "/stock/count",
            "/stock/movements",
            "/deliveries",
            "/deliveries/new",
            "/prices",
            "/prices/history?name=lemon",
            "/model",
            "/experiments",
            "/customers",
            "/settings",
            "/users",
            "/keys",
            "/audit",
            "/account",
            "/account/password")) {
      check(path, 200, visitor.get(path));
    }
    check("/sign-in", new Visitor(uri("/")).get("/sign-in"));

    assertThat(marked).as("texts").isGreaterThan(1000);
    assertThat(bare).isEmpty();
  }

  @Test
  void so_does_every_text_beside_the_data_of_a_day() {
    Visitor visitor = visitor(Role.ADMINISTRATOR);
    knowData(visitor);
    String photo = json(post("/api/v1/predictions", Photos.jpeg(64, 64, 3))).at("/id").asString();
    check("an answer", visitor.get("/history/" + photo));
    check("said", say(visitor, photo, "label", "lemon"));
    check("said that it is none", say(visitor, photo, "notInList", "true"));
    check("said nothing", say(visitor, photo, "label", ""));
    check("a photo to review", visitor.get("/review"));

    HttpResponse<String> delivery = deliver(visitor, "tomato", "6,5 kg");
    check("a delivery", delivery);
    String delivered = delivery.uri().getPath();
    check("voided", submit(visitor, delivered, delivered + "/void", "reason", "zwieback"));
    check("a delivery without goods", deliver(visitor, "", ""));
    check("a delivery of something unknown", deliver(visitor, "tomato", "none"));
    check("waste", waste(visitor, "1 kg", "zwieback"));
    check("a count", count(visitor, "4"));
    check("a count of nothing", count(visitor, ""));

    check("a line to be weighed", add(visitor, "tomato"));
    check("a line without a price", add(visitor, "nosuch"));
    check("parked", submit(visitor, "/checkout", "/checkout/park", "name", "zwieback"));
    check("an empty basket cannot be parked", submit(visitor, "/checkout", "/checkout/park"));
    check("a line in pieces", add(visitor, "lemon"));
    check("the till", visitor.get("/till"));
    HttpResponse<String> sold = sell(visitor);
    check("a receipt", sold);
    String receipt = sold.uri().getPath();
    check("goods given back", giveBack(visitor, receipt, "1"));
    check("too much given back", giveBack(visitor, receipt, "99"));
    check(
        "a sale that cannot be voided", submit(visitor, receipt, receipt + "/void", "reason", ""));
    String parked = found(PARKED, visitor.get("/checkout"));
    check("taken back", submit(visitor, "/checkout", "/checkout/parked/" + parked + "/take"));
    String line = "/checkout/lines/" + found(LINE, visitor.get("/checkout"));
    check("a weight to be asked about", submit(visitor, "/checkout", line, "weight", "50"));
    check("a weight", submit(visitor, "/checkout", line, "weight", "534", "tare", "34"));
    String discount = line + "/discount";
    check("no reason", submit(visitor, "/checkout", discount, "discount", "10 %"));
    check(
        "a discount",
        submit(visitor, "/checkout", discount, "discount", "10 %", "reason", "zwieback"));
    check("a till", submit(visitor, "/checkout", "/checkout/till", "name", "medlar"));
    check("a closing", submit(visitor, "/closings", "/closings", "counted", "0.50"));
    check("a closing without a count", submit(visitor, "/closings", "/closings", "counted", ""));

    check("a price", price(visitor, "lemon", "0.55"));
    check("a price to be asked about", price(visitor, "medlar", "0.55"));
    check("a price that is none", price(visitor, "lemon", "none"));
    check("a new user", submit(visitor, "/users", "/users", "name", "zwieback", "role", "CLERK"));
    check("a new key", submit(visitor, "/keys", "/keys", "name", "zwieback", "role", "CLERK"));
    check("a setting", setting(visitor, "tax-number", "zwieback"));
    check("a setting that is none", setting(visitor, "tax-rate", "zwieback"));
    check("no backup", submit(visitor, "/settings", "/settings/backup"));
    check("erased", submit(visitor, "/customers", "/customers/erase", "customer", "zwieback"));
    check("a PIN", submit(visitor, "/account", "/account/pin", "present", "x", "pin", ""));

    for (String path :
        List.of(
            "/history",
            "/dashboard",
            "/sales",
            "/closings",
            "/stock",
            "/stock/count",
            "/stock/movements",
            "/deliveries",
            "/audit",
            "/review/mine")) {
      check(path, 200, visitor.get(path));
    }

    assertThat(marked).as("texts").isGreaterThan(1000);
    assertThat(bare).isEmpty();
  }

  @Test
  void so_does_every_text_of_experiments() {
    Visitor visitor = visitor(Role.REVIEWER);
    knowData(visitor);
    Instant start = Instant.parse("2026-11-24T08:00:00Z");
    Experiment training = DrawnExperiment.training(Kind.TRAIN, "zwieback", start, 4, null);
    Experiment evaluation = DrawnExperiment.evaluation("medlar", start, "f".repeat(64));
    ExperimentFolder.in(dataDirectory()).write(training);
    ExperimentFolder.in(dataDirectory()).write(evaluation);
    check("/experiments", visitor.get("/experiments"));
    check("a training", visitor.get("/experiments/" + training.id()));
    check(
        "two side by side",
        visitor.get("/experiments/compare?run=" + training.id() + "&run=" + evaluation.id()));
    check("none chosen", visitor.get("/experiments/compare"));

    assertThat(bare).isEmpty();
  }

  @Test
  void so_does_every_text_of_failures() {
    Visitor visitor = visitor(Role.ADMINISTRATOR);
    knowData(visitor);
    check("400", 400, visitor.get("/sales?from=zwieback"));
    check("403", 403, visitor(Role.CLERK).get("/users"));
    check("404", 404, visitor.get("/zwieback"));
    check("405", 405, submit(visitor, "/account", "/history"));
    check("422", 422, deliver(visitor, "", ""));
    Visitor stranger = new Visitor(uri("/"));
    check("a wrong password", stranger.signIn("zwieback", "zwieback"));
    check("signed out", submit(visitor, "/account", "/sign-out"));

    assertThat(bare).isEmpty();
  }

  private static HttpResponse<String> submit(
      Visitor visitor, String page, String action, String... fields) {
    return visitor.submit(page, action, fields);
  }

  private static HttpResponse<String> say(
      Visitor visitor, String photo, String name, String value) {
    String page = "/history/" + photo;
    return visitor.submit(page, page + "/feedback", name, value);
  }

  private static HttpResponse<String> deliver(Visitor visitor, String name, String amount) {
    return visitor.submit(
        "/deliveries/new",
        "/deliveries",
        "supplier",
        "zwieback",
        "row",
        "a",
        "name",
        name,
        "amount",
        amount,
        "unit",
        "",
        "lot",
        "",
        "cost",
        "",
        "prediction",
        "",
        "ticked",
        "a");
  }

  private static HttpResponse<String> waste(Visitor visitor, String amount, String reason) {
    return visitor.submit(
        "/stock", "/stock/waste", "name", "tomato", "amount", amount, "reason", reason);
  }

  private static HttpResponse<String> count(Visitor visitor, String counted) {
    return visitor.submit(
        "/stock/count", "/stock/count", "name", "tomato", "unit", "kg", "counted", counted);
  }

  private static HttpResponse<String> add(Visitor visitor, String name) {
    return visitor.submit("/checkout", "/checkout/lines", "name", name, "price", "", "unit", "KG");
  }

  private static HttpResponse<String> sell(Visitor visitor) {
    String page = visitor.get("/checkout").body();
    return visitor.submit(
        "/checkout",
        "/checkout/sale",
        "payment",
        "CASH",
        "given",
        "10",
        "of",
        value(page, "of"),
        "shown",
        value(page, "shown"));
  }

  private static HttpResponse<String> giveBack(Visitor visitor, String receipt, String pieces) {
    return visitor.submit(
        receipt, receipt + "/returns", "reason", "zwieback", "payment", "CASH", "quantity", pieces);
  }

  private static HttpResponse<String> price(Visitor visitor, String name, String price) {
    return visitor.submit("/prices", "/prices", "name", name, "price", price, "unit", "PIECE");
  }

  private static HttpResponse<String> setting(Visitor visitor, String id, String value) {
    return visitor.submit("/settings", "/settings", "seen." + id, "", id, value);
  }

  private static String found(Pattern pattern, HttpResponse<String> page) {
    Matcher found = pattern.matcher(page.body());
    assertThat(found.find()).as(pattern.pattern()).isTrue();
    return found.group(1);
  }

  private static String value(String page, String field) {
    Matcher value = Pattern.compile("name=\"" + field + "\" value=\"([^\"]*)\"").matcher(page);
    return value.find() ? value.group(1) : "";
  }

  /** The names of goods, of months, which Java itself translates, and of what these tests make. */
  private void knowData(Visitor visitor) {
    Matcher label = LABEL.matcher(visitor.get("/").body());
    while (label.find()) {
      WORD.matcher(label.group(1)).results().forEach(word -> data.add(word.group()));
    }
    assertThat(data).contains("lemon", "tomato");
    for (Month month : Month.values()) {
      data.add(month.getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
    }
    data.addAll(TYPED);
  }

  private void check(String path, int status, HttpResponse<String> response) {
    assertThat(response.statusCode()).as(path).isEqualTo(status);
    check(path, response);
  }

  private void check(String path, HttpResponse<String> response) {
    assertThat(response.statusCode()).as(path).isLessThan(500);
    String page = response.body();
    assertThat(page).as(path).contains("<html");
    PageSource source = PageSource.toTranslate(page);
    source.texts().forEach(text -> check(path, text));
    for (Map<String, String> tag : source.tags()) {
      tag.forEach(
          (name, value) -> {
            if (SHOWN.contains(name)) {
              check(path, value);
            }
          });
    }
    Matcher texts = TEXTS.matcher(page);
    assertThat(texts.find()).as(path).isTrue();
    JsonNode scripts = new JsonMapper().readTree(texts.group(1));
    assertThat(scripts.size()).isGreaterThan(100);
    scripts.forEach(text -> assertThat(text.asString()).contains("⟦", "⟧"));
  }

  private void check(String path, String text) {
    String left = NAME.matcher(text.replaceAll("&[a-z]+;|&#\\d+;", " ")).replaceAll(" ");
    for (Matcher mark = MARKED.matcher(left); mark.find(); mark = MARKED.matcher(left)) {
      left = mark.replaceFirst(" ");
      marked++;
    }
    boolean isBare = WORD.matcher(left).results().anyMatch(word -> !data.contains(word.group()));
    if (isBare && !OF_THE_BOOKS.matcher(left.strip().replaceAll("\\s+", " ")).matches()) {
      bare.computeIfAbsent(left.strip().replaceAll("\\s+", " "), of -> new TreeSet<>()).add(path);
    }
  }
}

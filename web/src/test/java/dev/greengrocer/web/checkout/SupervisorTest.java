package dev.greengrocer.web.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.price.Discount;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.ledger.sale.BasketEditing;
import dev.greengrocer.ledger.sale.BasketLine;
import dev.greengrocer.ledger.sale.Baskets;
import dev.greengrocer.ledger.sale.Checkout;
import dev.greengrocer.ledger.sale.Customer;
import dev.greengrocer.ledger.sale.Paid;
import dev.greengrocer.ledger.sale.Payment;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.account.Supervision;
import dev.greengrocer.web.caller.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A shop in which clerks void, return, price and discount with a supervisor's PIN alone. */
@TestPropertySource(properties = "greengrocer.supervisor.approves=void,return,price,discount")
class SupervisorTest extends ServedTest {

  private static final String PASSWORD = "four wet ducks in line";
  private static final Pattern LINE = Pattern.compile("data-line=\"([^\"]+)\"");

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private JdbcClient database;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private Checkout checkout;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private BasketEditing editing;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private Baskets baskets;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private BasketApproval approvals;

  @Test
  void a_void_needs_a_supervisor_and_the_audit_log_names_both() {
    Person clerk = person(Role.CLERK, "");
    Person supervisor = person(Role.ADMINISTRATOR, "4271");
    JsonNode sale = sale();
    String page = "/sales/" + sale.at("/id").asString();

    assertThat(clerk.browser().get(page).body())
        .contains("Supervisor", supervisor.name())
        .doesNotContain(">" + clerk.name() + "</option>");
    assertThat(voided(clerk, page, supervisor.name(), ""))
        .contains("void: a supervisor types their PIN")
        .doesNotContain("Voided");
    assertThat(voided(clerk, page, supervisor.name(), "4272"))
        .contains("This is not the PIN of")
        .doesNotContain("Voided");
    // A clerk's own PIN is no supervisor's.
    setPin(clerk, "8350");
    assertThat(voided(clerk, page, clerk.name(), "8350")).contains("This is not the PIN of");
    assertThat(voided(clerk, page, supervisor.name(), "4271")).contains("Voided");

    String log = get("/api/v1/audit?subject=receipt+" + sale.at("/receipt").asLong()).body();
    assertThat(log).contains("approved", supervisor.name() + ": void", "voided", clerk.name());
    // Who is a supervisor is not asked.
    JsonNode other = sale();
    String second = "/sales/" + other.at("/id").asString();
    assertThat(supervisor.browser().get(second).body()).doesNotContain("Supervisor's PIN");
    assertThat(voided(supervisor, second, "", "")).contains("Voided");
  }

  @Test
  void goods_are_returned_with_a_supervisors_word() {
    Person clerk = person(Role.CLERK, "");
    Person supervisor = person(Role.ADMINISTRATOR, "4271");
    String page = "/sales/" + sale().at("/id").asString();
    String[] wish = {"quantity", "1", "reason", "rotten", "payment", "CASH", "supervisor"};

    assertThat(clerk.browser().submit(page, page + "/returns", with(wish, "", "pin", "")).body())
        .contains("return: a supervisor types their PIN");
    assertThat(
            clerk
                .browser()
                .submit(page, page + "/returns", with(wish, supervisor.name(), "pin", "4271"))
                .body())
        .contains("Give back 0.45 EUR");
  }

  @Test
  void a_price_or_a_discount_of_a_clerk_is_sold_with_a_supervisors_word_alone() {
    Person clerk = person(Role.CLERK, "");
    Person supervisor = person(Role.ADMINISTRATOR, "4271");
    Visitor browser = clerk.browser();
    add(browser, "kiwi");
    assertThat(browser.get("/checkout").body()).doesNotContain("A supervisor approves");
    browser.submit("/checkout", "/checkout/lines/" + line(browser), "price", "0.30");
    assertThat(browser.get("/checkout").body())
        .contains("A supervisor approves: price of kiwi by hand", supervisor.name());

    assertThat(pay(browser, supervisor, "").body()).contains("price: a supervisor types their PIN");
    HttpResponse<String> wrong = pay(browser, supervisor, "9999");
    assertThat(wrong.body()).contains("This is not the PIN of").doesNotContain("9999");
    assertThat(pay(browser, supervisor, "4271").uri().getPath()).startsWith("/sales/");
    assertThat(get("/api/v1/audit?subject=basket").body())
        .contains(supervisor.name() + ": price (price of kiwi by hand)", clerk.name());

    add(browser, "kiwi");
    browser.submit(
        "/checkout", "/checkout/discount", "discount", "10 %", "reason", "regular customer");
    assertThat(browser.get("/checkout").body()).contains("A supervisor approves: discount");
    assertThat(pay(browser, supervisor, "4271").uri().getPath()).startsWith("/sales/");
  }

  @Test
  void the_price_on_a_scales_label_is_no_clerks_price() {
    Person clerk = person(Role.CLERK, "");
    Visitor browser = clerk.browser();
    // Prefix 20, item 04011 (banana), price 1.99, check digit.
    add(browser, "2004011001993");
    assertThat(browser.get("/checkout").body())
        .contains("banana", "data-total>1.99 EUR<")
        .doesNotContain("A supervisor approves");
    browser.submit("/checkout", "/checkout/lines/" + line(browser), "price", "0.99");
    assertThat(browser.get("/checkout").body()).contains("price of banana by hand");
    browser.submit("/checkout", "/checkout/lines/" + line(browser), "price", "1.99");
    assertThat(pay(browser, clerk, "").uri().getPath()).startsWith("/sales/");
  }

  @Test
  void a_program_needs_a_supervisors_key() {
    String sale = sale().at("/id").asString();
    String clerk = "Bearer " + key(Role.CLERK);

    HttpResponse<String> refused =
        sendAsIs(
            HttpRequest.newBuilder(uri("/api/v1/sales/" + sale + "/void"))
                .header("Authorization", clerk)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"reason\": \"x\"}")));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("void: needs a supervisor; use a key of the role");
    assertThat(
            sendAsIs(
                    HttpRequest.newBuilder(uri("/api/v1/sales"))
                        .header("Authorization", clerk)
                        .header("Content-Type", "application/json")
                        .POST(
                            HttpRequest.BodyPublishers.ofString(
                                """
                                {"lines": [{"name": "kiwi", "pieces": 1, "price": "0.10"}]}
                                """)))
                .statusCode())
        .isEqualTo(403);
    assertThat(postJson("/api/v1/sales/" + sale + "/void", "{\"reason\": \"x\"}").statusCode())
        .isEqualTo(200);
  }

  @Test
  void a_colleague_takes_the_till_over_with_a_pin_and_may_do_a_clerks_work() {
    Person ada = person(Role.CLERK, "");
    Person ben = person(Role.ADMINISTRATOR, "4271");
    add(ada.browser(), "kiwi");
    assertThat(ada.browser().get("/checkout").body()).contains(ben.name());

    assertThat(takeOver(ada, ben, "4272")).contains("This is not the PIN of");
    String taken = takeOver(ada, ben, "4271");

    assertThat(taken).contains(ben.name() + " is at this till now.", "kiwi");
    assertThat(ada.browser().get("/account").body()).contains(ben.name());
    // An administrator who typed a PIN is a clerk here.
    assertThat(ada.browser().get("/users").statusCode()).isEqualTo(403);
    JsonNode entry = json(get("/api/v1/audit?subject=" + ben.name())).at("/items/0");
    assertThat(entry.at("/action").asString()).isEqualTo("took a till over");
    assertThat(entry.at("/before").asString()).isEqualTo(ada.name());
    assertThat(entry.at("/actor").asString()).isEqualTo(ben.name());
  }

  @Test
  void guessing_a_pin_is_slow_and_leaves_the_password_alone() {
    Person ada = person(Role.CLERK, "");
    Person ben = person(Role.CLERK, "4271");
    for (int guess = 0; guess < 5; guess++) {
      assertThat(takeOver(ada, ben, "000" + guess)).contains("This is not the PIN of");
    }

    assertThat(takeOver(ada, ben, "4271"))
        .contains("Too many attempts with the PIN of", "or use the password");
    Visitor own = new Visitor(uri("/"));
    assertThat(own.signIn(ben.name(), PASSWORD).uri().getPath()).isEqualTo("/");
    database.sql("UPDATE sign_in_failures SET last_at = 1 WHERE subject LIKE '%@pin'").update();
    assertThat(takeOver(ada, ben, "4271")).contains("is at this till now");
  }

  @Test
  void a_pin_is_hashed_not_too_simple_and_goes_with_a_reset_password() {
    Person ada = person(Role.CLERK, "");
    Person ben = person(Role.CLERK, "");
    for (String simple : new String[] {"1234", "0000", "987654", "12", "12345678901", "12a4"}) {
      assertThat(setPin(ben, simple)).contains("The PIN ");
    }
    assertThat(
            ben.browser()
                .submit("/account", "/account/pin", "present", "a guess", "pin", "4271")
                .body())
        .contains("The present password is another one.");
    assertThat(setPin(ben, "4271")).contains("Your PIN is set.");
    assertThat(database.sql("SELECT pin FROM user_pins").query(String.class).list())
        .allMatch(hash -> hash.startsWith("{bcrypt}"));
    assertThat(ada.browser().get("/checkout").body()).contains(ben.name());

    assertThat(setPin(ben, "")).contains("You have no PIN any more.");
    assertThat(takeOver(ada, ben, "4271")).contains("This is not the PIN of");
    setPin(ben, "4271");
    assertThat(postJson("/api/v1/users/" + ben.id() + "/password", "").statusCode()).isEqualTo(200);
    assertThat(takeOver(ada, ben, "4271")).contains("This is not the PIN of");
  }

  private record Person(String id, String name, Visitor browser) {}

  /** A visitor who has signed in, with a PIN unless it is blank. */
  private Person person(Role role, String pin) {
    String name = "person-" + Long.toHexString(System.nanoTime());
    JsonNode made =
        json(
            postJson(
                "/api/v1/users",
                "{\"name\": \"%s\", \"role\": \"%s\"}".formatted(name, role.id())));
    String oneTime = made.at("/oneTimePassword").asString();
    Visitor browser = new Visitor(uri("/"));
    browser.signIn(name, oneTime);
    browser.submit(
        "/account/password",
        "/account/password",
        "present",
        oneTime,
        "wanted",
        PASSWORD,
        "again",
        PASSWORD);
    Person person = new Person(made.at("/user/id").asString(), name, browser);
    if (!pin.isEmpty()) {
      assertThat(setPin(person, pin)).contains("Your PIN is set.");
    }
    return person;
  }

  private static String setPin(Person person, String pin) {
    return person
        .browser()
        .submit("/account", "/account/pin", "present", PASSWORD, "pin", pin)
        .body();
  }

  private static String takeOver(Person present, Person next, String pin) {
    return present
        .browser()
        .submit("/account", "/checkout/clerk", "clerk", next.name(), "pin", pin)
        .body();
  }

  private static String voided(Person clerk, String page, String supervisor, String pin) {
    return clerk
        .browser()
        .submit(
            page, page + "/void", "reason", "brought back", "supervisor", supervisor, "pin", pin)
        .body();
  }

  private static String[] with(String[] fields, String... more) {
    String[] all = java.util.Arrays.copyOf(fields, fields.length + more.length);
    System.arraycopy(more, 0, all, fields.length, more.length);
    return all;
  }

  private static void add(Visitor browser, String name) {
    browser.submit("/checkout", "/checkout/lines", "name", name, "price", "", "unit", "PIECE");
  }

  private static String line(Visitor browser) {
    Matcher line = LINE.matcher(browser.get("/checkout").body());
    assertThat(line.find()).isTrue();
    return line.group(1);
  }

  private static HttpResponse<String> pay(Visitor browser, Person supervisor, String pin) {
    return browser.submit(
        "/checkout",
        "/checkout/sale",
        "payment",
        "CARD",
        "supervisor",
        supervisor.name(),
        "pin",
        pin);
  }

  @Test
  void what_is_put_in_while_the_supervisor_looks_is_not_sold_with_their_word() {
    String basket = Ids.next();
    editing.addByHand(basket, Ids.next(), "kiwi", Unit.PIECE, null);
    BasketLine line = baskets.contents(basket).lines().get(0);
    baskets.change(basket, line.counting(1));
    String approved = approvals.require(basket, Supervision.Word.NONE);
    assertThat(approved).as("nothing in it needs a word").isNotNull();

    editing.discount(basket, new Discount(5_000, null, "a friend"));

    assertThatThrownBy(
            () ->
                checkout.sell(
                    new Actor("clerk"),
                    basket,
                    String.valueOf(approved),
                    new Customer(null, null),
                    Paid.by(Payment.CARD)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("the basket has changed");
    assertThatThrownBy(() -> Checkout.sameState("another", String.valueOf(approved)))
        .isInstanceOf(RefusedException.class);
  }

  private JsonNode sale() {
    return json(postJson("/api/v1/sales", "{\"lines\": [{\"name\": \"kiwi\", \"pieces\": 1}]}"));
  }
}

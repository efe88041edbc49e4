package dev.greengrocer.web.settings;

import dev.greengrocer.ledger.photo.PhotoSettings;
import dev.greengrocer.ledger.price.BarcodeSettings;
import dev.greengrocer.ledger.price.CheckoutSettings;
import dev.greengrocer.ledger.price.TaxSettings;
import dev.greengrocer.ledger.sale.FavouriteSettings;
import dev.greengrocer.ledger.settings.Setting;
import dev.greengrocer.ledger.stock.StockSettings;
import dev.greengrocer.web.account.SupervisorSettings;
import dev.greengrocer.web.settings.SettingField.Choice;
import dev.greengrocer.web.settings.SettingField.Kind;
import java.util.List;

/** Every setting that may change while the server runs, as the page orders them. */
final class SettingsCatalogue {

  private SettingsCatalogue() {}

  /**
   * Settings that belong together.
   *
   * @param id of its part of the page
   */
  record Section(String id, String title, List<SettingField> fields) {

    Section {
      fields = List.copyOf(fields);
    }
  }

  static final List<Section> SECTIONS =
      List.of(
          new Section(
              "shop",
              "Shop",
              List.of(
                  text("checkout.shop", CheckoutSettings.class, "Name", "On receipts and reports."),
                  field(
                      "tax.address",
                      TaxSettings.class,
                      "Address",
                      "On receipts, as it is typed here.",
                      Kind.ADDRESS),
                  text("tax.number", TaxSettings.class, "Tax number", "On receipts."),
                  text(
                      "checkout.region",
                      CheckoutSettings.class,
                      "Country of mobile numbers",
                      "Of numbers without +: two capital letters, such as DE, or empty."))),
          new Section(
              "money",
              "Money and tax",
              List.of(
                  text(
                      "tax.rate",
                      TaxSettings.class,
                      "Tax, percent",
                      "Of goods whose price says no other; empty: none. Sales that were made keep"
                          + " theirs."),
                  flag(
                      "tax.included",
                      TaxSettings.class,
                      "Prices include the tax",
                      "Otherwise it is added to the total."),
                  text(
                      "checkout.cash-step",
                      CheckoutSettings.class,
                      "Smallest coin",
                      "Totals in cash are rounded to it, such as 0.05; 0 leaves them."),
                  field(
                      "checkout.rounding",
                      CheckoutSettings.class,
                      "Rounding of a weight’s price",
                      "",
                      Kind.CHOICE,
                      new Choice("half-up", "half up (1.5 to 2, 2.5 to 3)"),
                      new Choice("half-even", "half to the even one (1.5 to 2, 2.5 to 2)"),
                      new Choice("half-down", "half down (1.5 to 1, 2.5 to 2)"),
                      new Choice("up", "up"),
                      new Choice("down", "down")))),
          new Section(
              "till",
              "Till and stock",
              List.of(
                  text(
                      "checkout.plausible-weight",
                      CheckoutSettings.class,
                      "Plausible weight, kg",
                      "The till asks before it takes more."),
                  field(
                      "favourites.names",
                      FavouriteSettings.class,
                      "Favourites",
                      "One name a line: tiles before what is sold most.",
                      Kind.LIST),
                  text(
                      "favourites.most",
                      FavouriteSettings.class,
                      "Tiles of favourites",
                      "From 0 to 48."),
                  field(
                      "barcodes.patterns",
                      BarcodeSettings.class,
                      "Barcodes of a scale’s labels",
                      "One pattern a line: prefix, then I item, W grams or P price, x anything, C"
                          + " check digit.",
                      Kind.LIST),
                  text(
                      "stock.cover-days",
                      StockSettings.class,
                      "Days of sales that tell how long stock lasts",
                      "From 1 to 90."))),
          new Section(
              "supervisor",
              "Supervisor",
              List.of(
                  field(
                      "supervisor.approves",
                      SupervisorSettings.class,
                      "Needs a supervisor’s PIN",
                      "",
                      Kind.CHOICES,
                      new Choice("void", "voiding a sale"),
                      new Choice("return", "taking goods back"),
                      new Choice("price", "a price set by hand"),
                      new Choice("discount", "a discount")),
                  field(
                      "supervisor.role",
                      SupervisorSettings.class,
                      "Who is a supervisor",
                      "",
                      Kind.CHOICE,
                      new Choice("administrator", "administrators"),
                      new Choice("reviewer", "reviewers and administrators")))),
          new Section(
              "kept",
              "What is kept",
              List.of(
                  flag("photos.keep", PhotoSettings.class, "Photos are kept", ""),
                  text(
                      "photos.retention",
                      PhotoSettings.class,
                      "How long photos are kept",
                      "Such as 90d. A shorter time erases older photos within the hour, for good."),
                  text(
                      "checkout.customer-retention",
                      CheckoutSettings.class,
                      "How long sales remember their customers",
                      "Such as 365d. A shorter time forgets earlier ones within the hour, for"
                          + " good."))));

  /** Groups of settings that only a start reads, with what they are about. */
  static final List<Fixed> AT_START =
      List.of(
          new Fixed("greengrocer.checkout.currency", "Currency"),
          new Fixed("greengrocer.receipts", "Receipt printers"),
          new Fixed("greengrocer.scales.tills", "Scales on serial ports"),
          new Fixed("greengrocer.backups", "Folder of backups"),
          new Fixed("greengrocer.bucket", "Bucket of backups"),
          new Fixed("greengrocer.analytics", "Figures for analysts"),
          new Fixed("greengrocer.uploads", "Photos that are taken in"),
          new Fixed("greengrocer.queue", "Photos at once"),
          new Fixed("greengrocer.security", "Signing in"));

  /**
   * Settings that only a start reads.
   *
   * @param prefix what their names begin with
   */
  record Fixed(String prefix, String label) {}

  private static SettingField text(String name, Class<?> group, String label, String hint) {
    return field(name, group, label, hint, Kind.TEXT);
  }

  private static SettingField flag(String name, Class<?> group, String label, String hint) {
    return field(name, group, label, hint, Kind.FLAG);
  }

  private static SettingField field(
      String name, Class<?> group, String label, String hint, Kind kind, Choice... choices) {
    boolean isList = kind == Kind.LIST || kind == Kind.CHOICES;
    return new SettingField(
        new Setting("greengrocer." + name, group, isList), label, hint, kind, List.of(choices));
  }

  /** All of them. */
  static List<SettingField> fields() {
    return SECTIONS.stream().flatMap(section -> section.fields().stream()).toList();
  }
}

package dev.greengrocer.web.settings;

import dev.greengrocer.ledger.photo.PhotoSettings;
import dev.greengrocer.ledger.price.BarcodeSettings;
import dev.greengrocer.ledger.price.CheckoutSettings;
import dev.greengrocer.ledger.price.TaxSettings;
import dev.greengrocer.ledger.sale.FavouriteSettings;
import dev.greengrocer.ledger.settings.Setting;
import dev.greengrocer.ledger.stock.StockSettings;
import dev.greengrocer.web.DeviceSetting;
import dev.greengrocer.web.account.SupervisorSettings;
import dev.greengrocer.web.settings.SettingField.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Every setting that may change while the server runs, as the page orders them. What people call
 * them is in the file of texts: {@code settings-section.ID}, {@code setting.ID.label}, {@code
 * setting.ID.CHOICE} and, where there is more to say, {@code setting.ID.hint}.
 */
final class SettingsCatalogue {

  private SettingsCatalogue() {}

  /**
   * Settings that belong together.
   *
   * @param id of its part of the page
   */
  record Section(String id, List<SettingField> fields) {

    Section {
      fields = List.copyOf(fields);
    }
  }

  private static final List<Section> SECTIONS =
      List.of(
          new Section(
              "shop",
              List.of(
                  text("checkout.shop", CheckoutSettings.class),
                  field("tax.address", TaxSettings.class, Kind.ADDRESS),
                  text("tax.number", TaxSettings.class),
                  text("checkout.region", CheckoutSettings.class))),
          new Section(
              "money",
              List.of(
                  text("checkout.currency", CheckoutSettings.class),
                  text("tax.rate", TaxSettings.class),
                  flag("tax.included", TaxSettings.class),
                  field("checkout.cash-step", CheckoutSettings.class, Kind.NUMBER),
                  field(
                      "checkout.rounding",
                      CheckoutSettings.class,
                      Kind.CHOICE,
                      "half-up",
                      "half-even",
                      "half-down",
                      "up",
                      "down"))),
          new Section(
              "till",
              List.of(
                  field("checkout.plausible-weight", CheckoutSettings.class, Kind.NUMBER),
                  field("favourites.names", FavouriteSettings.class, Kind.LIST),
                  text("favourites.most", FavouriteSettings.class),
                  field("barcodes.patterns", BarcodeSettings.class, Kind.LIST),
                  text("stock.cover-days", StockSettings.class))),
          new Section(
              "supervisor",
              List.of(
                  field(
                      "supervisor.approves",
                      SupervisorSettings.class,
                      Kind.CHOICES,
                      "void",
                      "return",
                      "price",
                      "discount"),
                  field(
                      "supervisor.role",
                      SupervisorSettings.class,
                      Kind.CHOICE,
                      "administrator",
                      "reviewer"))),
          new Section(
              "kept",
              List.of(
                  flag("photos.keep", PhotoSettings.class),
                  text("photos.retention", PhotoSettings.class),
                  text("checkout.customer-retention", CheckoutSettings.class))));

  /** Groups of settings that only a start reads; {@code settings-at-start.ID} names each. */
  static final List<Fixed> AT_START =
      List.of(
          new Fixed("greengrocer.backups"),
          new Fixed("greengrocer.bucket"),
          new Fixed("greengrocer.photos.bucket"),
          new Fixed("greengrocer.photos.queue"),
          new Fixed("greengrocer.analytics"),
          new Fixed("greengrocer.uploads"),
          new Fixed("greengrocer.bundles"),
          new Fixed("greengrocer.queue"),
          new Fixed("greengrocer.security"));

  /**
   * Settings that only a start reads.
   *
   * @param prefix what their names begin with
   */
  record Fixed(String prefix) {

    /** The end of the key of its name. */
    String id() {
      return SettingField.id(prefix);
    }
  }

  private static SettingField text(String name, Class<?> group) {
    return field(name, group, Kind.TEXT);
  }

  private static SettingField flag(String name, Class<?> group) {
    return field(name, group, Kind.FLAG);
  }

  private static SettingField field(String name, Class<?> group, Kind kind, String... choices) {
    boolean isList = kind == Kind.LIST || kind == Kind.CHOICES;
    return new SettingField(
        new Setting("greengrocer." + name, group, isList), kind, List.of(choices));
  }

  /** All of them, with those of devices. */
  static List<Section> with(List<DeviceSetting> devices) {
    List<Section> all = new ArrayList<>(SECTIONS);
    all.add(
        new Section(
            "devices",
            devices.stream()
                .map(device -> new SettingField(device.setting(), Kind.LIST, List.of()))
                .sorted(Comparator.comparing(SettingField::id))
                .toList()));
    return List.copyOf(all);
  }
}

package dev.greengrocer.web;

import dev.greengrocer.ledger.settings.Setting;

/**
 * A setting of devices of the shop, which the page of settings shows among the others. The package
 * of the device contributes it as a bean.
 *
 * @param setting a table, see {@link dev.greengrocer.ledger.settings.SettingColumns}
 */
public record DeviceSetting(Setting setting) {}

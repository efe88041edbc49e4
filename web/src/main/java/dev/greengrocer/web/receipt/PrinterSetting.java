package dev.greengrocer.web.receipt;

import dev.greengrocer.ledger.settings.Setting;
import dev.greengrocer.web.DeviceSetting;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the printers be changed on the page of settings. */
@Configuration(proxyBeanMethods = false)
class PrinterSetting {

  @Bean
  DeviceSetting printers() {
    return new DeviceSetting(
        new Setting("greengrocer.receipts.printers", ReceiptSettings.class, true));
  }
}

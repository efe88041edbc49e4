package dev.greengrocer.web.scale;

import dev.greengrocer.ledger.settings.Setting;
import dev.greengrocer.web.DeviceSetting;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the scales of this computer be changed on the page of settings. */
@Configuration(proxyBeanMethods = false)
class ScaleSetting {

  @Bean
  DeviceSetting scalesOfTills() {
    return new DeviceSetting(new Setting("greengrocer.scales.tills", ScaleSettings.class, true));
  }
}

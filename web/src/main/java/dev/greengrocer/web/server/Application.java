package dev.greengrocer.web.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Every package of the web, wired. */
@SpringBootApplication(
    scanBasePackages = {"dev.greengrocer.ledger", "dev.greengrocer.web"},
    exclude = UserDetailsServiceAutoConfiguration.class)
@EnableScheduling
@ConfigurationPropertiesScan({"dev.greengrocer.ledger", "dev.greengrocer.web"})
public class Application {

  /**
   * Where the build begins when it works out the wiring; people begin at {@code GreengrocerWeb}.
   */
  public static void main(String[] arguments) {
    SpringApplication.run(Application.class, arguments);
  }
}

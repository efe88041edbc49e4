package dev.greengrocer.web.server;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Every room of the web, wired. */
@SpringBootApplication(
    scanBasePackages = "dev.greengrocer.web",
    exclude = UserDetailsServiceAutoConfiguration.class)
@EnableScheduling
@ConfigurationPropertiesScan("dev.greengrocer.web")
public class Application {}

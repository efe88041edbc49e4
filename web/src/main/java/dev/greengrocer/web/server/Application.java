package dev.greengrocer.web.server;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/** Every room of the web, wired. */
@SpringBootApplication(
    scanBasePackages = "dev.greengrocer.web",
    exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan("dev.greengrocer.web")
public class Application {}

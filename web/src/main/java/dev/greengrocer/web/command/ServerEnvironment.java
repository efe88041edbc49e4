package dev.greengrocer.web.command;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.analytics.schema.FiscalCalendar;
import dev.greengrocer.web.analytics.FiscalSettings;
import dev.greengrocer.web.server.Application;
import dev.greengrocer.web.server.PhotoPlaceSettings;
import dev.greengrocer.web.server.ServerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.boot.support.SpringApplicationJsonEnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/**
 * The settings that {@code serve} would run with, for commands that work on the same data: its
 * files, the environment and Java properties, and the options of the command, which win.
 */
final class ServerEnvironment {

  private final ConfigurableEnvironment environment;

  private ServerEnvironment(ConfigurableEnvironment environment) {
    this.environment = environment;
  }

  /**
   * Reads them. Nothing is started, and nothing is kept of them.
   *
   * @param options what the command line says, by the names of the settings
   */
  static ServerEnvironment read(Map<String, Object> options) {
    StandardEnvironment environment = new StandardEnvironment();
    MutablePropertySources sources = environment.getPropertySources();
    sources.addFirst(new MapPropertySource("options", options));
    sources.addLast(new DefaultPropertiesPropertySource(defaults()));
    try {
      new SpringApplicationJsonEnvironmentPostProcessor()
          .postProcessEnvironment(environment, new SpringApplication(Application.class));
      ConfigDataEnvironmentPostProcessor.applyTo(environment);
    } catch (RuntimeException e) {
      throw SettingsFailures.told(e).<RuntimeException>map(told -> told).orElse(e);
    }
    requireUsable(environment);
    return new ServerEnvironment(environment);
  }

  /**
   * Refuses settings that can be read and say nothing usable; as options they are refused, too.
   *
   * @throws InvalidConfigurationException naming every one
   */
  static void requireUsable(ConfigurableEnvironment environment) {
    ServerEnvironment settings = new ServerEnvironment(environment);
    List<String> faults = new ArrayList<>();
    String port = "server.port";
    settings
        .group(port, Integer.class)
        .ifPresentOrElse(
            number -> {
              if (number < 0 || number > ServerOptions.LAST_PORT) {
                faults.add(
                    "%s=%d: must be 0 to %d".formatted(port, number, ServerOptions.LAST_PORT));
              }
            },
            () -> faults.add(port + ": is empty; give a number, or leave the setting out"));
    String directory = "greengrocer.data-dir";
    if (settings.text(directory).isBlank()) {
      faults.add(directory + ": is empty; give a folder, or leave the setting out");
    }
    if (!faults.isEmpty()) {
      throw new InvalidConfigurationException(String.join("\n  ", faults));
    }
  }

  /** What holds unless something else says otherwise, here and in {@code serve}. */
  static Map<String, Object> defaults() {
    return Map.of("greengrocer.home", System.getProperty("greengrocer.home", "."));
  }

  /** Where everything is. */
  ServerSettings server() {
    return group("greengrocer", ServerSettings.class)
        .orElseThrow(() -> new IllegalStateException("application.yaml sets greengrocer.home"));
  }

  /**
   * A group of settings as the type that describes it; empty when none of them is set.
   *
   * @throws InvalidConfigurationException if one of them cannot be read
   */
  <T> Optional<T> group(String name, Class<T> type) {
    try {
      return Optional.ofNullable(Binder.get(environment).bind(name, type).orElse(null));
    } catch (RuntimeException e) {
      throw SettingsFailures.told(e).<RuntimeException>map(told -> told).orElse(e);
    }
  }

  /** Where photos are kept. */
  PhotoPlaceSettings photos() {
    return group("greengrocer.photos", PhotoPlaceSettings.class)
        .orElseThrow(() -> new IllegalStateException("application.yaml sets greengrocer.photos"));
  }

  /** By which years and weeks the shop does its accounts. */
  FiscalCalendar fiscal() {
    return group(FiscalSettings.NAME, FiscalSettings.class)
        .orElseThrow(
            () -> new IllegalStateException("application.yaml sets " + FiscalSettings.NAME))
        .calendar();
  }

  /** One setting as a number. */
  int number(String name) {
    return group(name, Integer.class)
        .orElseThrow(() -> new IllegalStateException("application.yaml sets " + name));
  }

  /** One setting as text. */
  String text(String name) {
    return group(name, String.class)
        .orElseThrow(() -> new IllegalStateException("application.yaml sets " + name));
  }
}

package dev.greengrocer.ledger.settings;

import dev.greengrocer.InvalidConfigurationException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/** Makes groups of settings from the environment and what was changed since the start. */
final class SettingBinder {

  private final ConfigurableEnvironment environment;

  SettingBinder(ConfigurableEnvironment environment) {
    this.environment = environment;
  }

  /**
   * A group of settings.
   *
   * @param changed texts by the names of settings, which cover the environment
   * @throws InvalidConfigurationException if it cannot be so
   */
  <T> T bind(Class<T> group, Map<String, String> changed) {
    ConfigurationProperties annotation = group.getAnnotation(ConfigurationProperties.class);
    if (annotation == null) {
      throw new IllegalArgumentException(group + " is no group of settings");
    }
    try {
      return whole(binder(group, changed).bind(annotation.value(), group).get());
    } catch (BindException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof InvalidConfigurationException told) {
          throw told;
        }
      }
      ConfigurationProperty property = e.getProperty();
      throw new InvalidConfigurationException(
          "%s '%s': %s"
              .formatted(
                  property == null ? e.getName() : property.getName().getLastElement(form()),
                  property == null ? "" : property.getValue(),
                  expected(e.getTarget().getType().resolve(Object.class))),
          e);
    }
  }

  private static String expected(Class<?> type) {
    if (type == BigDecimal.class) {
      return "is not a number such as 0.5";
    }
    if (type == int.class || type == long.class) {
      return "is not a whole number such as 12";
    }
    return type == Duration.class ? "is not a time such as 30d or 12h" : "cannot be read";
  }

  /** An empty text is no choice, no number and no time: the group would have a null for it. */
  private static <T> T whole(T group) {
    for (RecordComponent component : group.getClass().getRecordComponents()) {
      boolean missing;
      try {
        component.getAccessor().setAccessible(true); // groups of other packages are not public
        missing = component.getAccessor().invoke(group) == null;
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(group.getClass() + " cannot be read", e);
      }
      if (missing && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        throw new InvalidConfigurationException("%s: is missing".formatted(component.getName()));
      }
    }
    return group;
  }

  private static ConfigurationPropertyName.Form form() {
    return ConfigurationPropertyName.Form.DASHED;
  }

  private Binder binder(Class<?> group, Map<String, String> changed) {
    Map<String, String> entries = new LinkedHashMap<>();
    Map<String, String> others = new LinkedHashMap<>();
    List<ConfigurationPropertyName> covered = new ArrayList<>();
    changed.forEach(
        (name, text) ->
            SettingTable.of(group, name)
                .ifPresentOrElse(
                    table -> {
                      entries.putAll(table.entries(text));
                      covered.add(ConfigurationPropertyName.of(name));
                    },
                    () -> others.put(name, text)));
    entries.putAll(entries(others));
    List<ConfigurationPropertySource> sources = new ArrayList<>();
    sources.add(new MapConfigurationPropertySource(entries));
    // A table covers the one of the start: what is not in it is no more.
    ConfigurationPropertySources.get(environment)
        .forEach(
            source ->
                sources.add(
                    covered.isEmpty()
                        ? source
                        : source.filter(
                            name ->
                                covered.stream()
                                    .noneMatch(
                                        one -> one.equals(name) || one.isAncestorOf(name)))));
    return new Binder(sources, new PropertySourcesPlaceholdersResolver(environment));
  }

  private Binder environmentBinder() {
    return binder(Setting.class, Map.of());
  }

  /** A text of several lines, or that ends with one, is a list. */
  private static Map<String, String> entries(Map<String, String> changed) {
    Map<String, String> entries = new LinkedHashMap<>();
    changed.forEach(
        (name, text) -> {
          if (!text.endsWith("\n")) {
            entries.put(name, text);
            return;
          }
          List<String> lines = text.lines().toList();
          for (int i = 0; i < lines.size(); i++) {
            entries.put("%s[%d]".formatted(name, i), lines.get(i));
          }
        });
    return entries;
  }

  /** What the environment says of a setting, as a text; of a list, each entry ends with a line. */
  String text(Setting setting) {
    Optional<SettingTable> table = SettingTable.of(setting.group(), setting.name());
    if (table.isPresent()) {
      return isBelow(setting.name())
          ? table
              .get()
              .text(
                  environmentBinder()
                      .bind(setting.name(), Bindable.mapOf(String.class, String.class))
                      .orElseGet(Map::of))
          : "";
    }
    if (setting.isList()) {
      StringBuilder lines = new StringBuilder();
      environmentBinder()
          .bind(setting.name(), Bindable.listOf(String.class))
          .orElseGet(List::of)
          .forEach(entry -> lines.append(entry).append('\n'));
      return lines.toString();
    }
    return String.valueOf(environment.getProperty(setting.name(), ""));
  }

  /** What the environment says below a prefix; of the prefix itself by an empty name. */
  SortedMap<String, String> below(String prefix) {
    TreeMap<String, String> values = new TreeMap<>();
    String own = environment.getProperty(prefix);
    if (own != null) {
      values.put("", own);
      return values;
    }
    environmentBinder()
        .bind(prefix, Bindable.mapOf(String.class, String.class))
        .ifBound(values::putAll);
    return values;
  }

  /** Where the environment has a setting from. */
  SettingSource source(Setting setting) {
    for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
      if (find(source, setting.name()) != null
          || find(source, setting.name() + "[0]") != null
          || isBelow(source, setting.name())) {
        return kind(source);
      }
    }
    return SettingSource.DEFAULT;
  }

  private boolean isBelow(String name) {
    for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
      if (isBelow(source, name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBelow(ConfigurationPropertySource source, String name) {
    return source.containsDescendantOf(ConfigurationPropertyName.of(name))
        == ConfigurationPropertyState.PRESENT;
  }

  private static @Nullable ConfigurationProperty find(
      ConfigurationPropertySource source, String name) {
    return source.getConfigurationProperty(ConfigurationPropertyName.of(name));
  }

  private static SettingSource kind(ConfigurationPropertySource source) {
    String name =
        source.getUnderlyingSource() instanceof PropertySource<?> from ? from.getName() : "";
    if (name.contains("class path resource")) {
      return SettingSource.DEFAULT;
    }
    if (name.startsWith("systemEnvironment")) {
      return SettingSource.ENVIRONMENT_VARIABLE;
    }
    if (name.startsWith("systemProperties")) {
      return SettingSource.JAVA_PROPERTY;
    }
    if (name.startsWith("commandLineArgs")) {
      return SettingSource.OPTION_OF_SERVE;
    }
    return name.contains("application.yaml")
        ? SettingSource.APPLICATION_YAML
        : SettingSource.CONFIGURATION;
  }
}

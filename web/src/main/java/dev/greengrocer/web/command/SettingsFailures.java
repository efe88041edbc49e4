package dev.greengrocer.web.command;

import dev.greengrocer.InvalidConfigurationException;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.context.config.ConfigDataException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.util.PlaceholderResolutionException;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Settings that cannot be read, in one sentence, for {@code serve} and the commands beside it. */
final class SettingsFailures {

  private SettingsFailures() {}

  /** What to tell the person who wrote the settings, or empty when they are not to blame. */
  static Optional<InvalidConfigurationException> told(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException unreadable) {
        return Optional.of(unreadable(unreadable));
      }
      if (cause instanceof YAMLException yaml) {
        return Optional.of(
            new InvalidConfigurationException(
                "a file of settings is not valid YAML: %s; correct application.yaml, which is looked for in %s and its folder config"
                    .formatted(words(yaml), Path.of("").toAbsolutePath()),
                yaml));
      }
      if (cause instanceof PlaceholderResolutionException || cause instanceof ConfigDataException) {
        return Optional.of(
            new InvalidConfigurationException(
                "the settings cannot be read: %s; docs/serve.md shows what they may be"
                    .formatted(cause.getMessage()),
                cause));
      }
    }
    return Optional.empty();
  }

  private static InvalidConfigurationException unreadable(BindException failure) {
    ConfigurationProperty property = failure.getProperty();
    return new InvalidConfigurationException(
        "%s=%s: cannot be read as a setting; docs/serve.md shows what it may be"
            .formatted(
                property == null ? failure.getName() : property.getName(),
                property == null ? "" : property.getValue()),
        failure);
  }

  private static String words(YAMLException failure) {
    if (failure instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      return "line %d, %s".formatted(marked.getProblemMark().getLine() + 1, marked.getProblem());
    }
    return String.valueOf(failure.getMessage()).strip();
  }
}

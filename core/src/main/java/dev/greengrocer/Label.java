package dev.greengrocer;

import java.util.List;

/**
 * One class that a model can answer.
 *
 * @param name the canonical name, as people read it: {@code sweet potato}
 * @param aliases other spellings and names that mean exactly this label: {@code sweetpotato}
 * @param group the name under which synonyms are counted as one, equal to {@code name} when the
 *     label is alone in it: capsicum, paprika and bell pepper share the group {@code bell pepper}
 */
public record Label(String name, List<String> aliases, String group) {

  /** Checks that nothing is blank and copies the aliases. */
  public Label {
    aliases = List.copyOf(aliases);
    if (name.isBlank() || group.isBlank() || aliases.stream().anyMatch(String::isBlank)) {
      throw new InvalidConfigurationException(
          "label '" + name + "' has a blank name, alias or group; remove it or fill it in");
    }
  }

  /**
   * A label without aliases or synonyms.
   *
   * @param name the canonical name
   */
  public static Label of(String name) {
    return new Label(name, List.of(), name);
  }
}

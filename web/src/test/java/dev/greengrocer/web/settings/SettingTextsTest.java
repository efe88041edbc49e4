package dev.greengrocer.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.Texts;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people call settings comes from the file of texts. */
final class SettingTextsTest {

  private static final List<String> FAMILIES =
      List.of("setting.", "settings-at-start.", "settings-section.", "no-backup.");

  private static Set<String> texts() {
    return ResourceBundle.getBundle("messages/messages").keySet().stream()
        .filter(key -> FAMILIES.stream().anyMatch(key::startsWith))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void each_setting_section_and_choice_has_a_text_and_no_other_has() {
    Set<String> wanted = new TreeSet<>();
    for (SettingField field : SettingsCatalogue.fields()) {
      wanted.add(field.labelKey());
      field.choices().forEach(choice -> wanted.add("setting." + field.id() + "." + choice));
    }
    SettingsCatalogue.SECTIONS.forEach(section -> wanted.add("settings-section." + section.id()));
    SettingsCatalogue.AT_START.forEach(fixed -> wanted.add("settings-at-start." + fixed.id()));
    Stream.of(NoBackup.values()).map(Texts::key).forEach(wanted::add);

    assertThat(texts()).containsAll(wanted);
    assertThat(texts()).filteredOn(key -> !key.endsWith(".hint")).isSubsetOf(wanted);
  }

  @Test
  void a_hint_is_that_of_a_setting() {
    Set<String> possible =
        SettingsCatalogue.fields().stream()
            .map(field -> "setting." + field.id() + ".hint")
            .collect(Collectors.toSet());

    assertThat(texts()).filteredOn(key -> key.endsWith(".hint")).isNotEmpty().isSubsetOf(possible);
  }
}

package dev.greengrocer.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ledger.settings.Setting;
import dev.greengrocer.web.DeviceSetting;
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

  private static final List<SettingsCatalogue.Section> SECTIONS =
      SettingsCatalogue.with(
          Stream.of("greengrocer.receipts.printers", "greengrocer.scales.tills")
              .map(name -> new DeviceSetting(new Setting(name, Object.class, true)))
              .toList());

  private static Set<String> texts() {
    return ResourceBundle.getBundle("messages/messages").keySet().stream()
        .filter(key -> FAMILIES.stream().anyMatch(key::startsWith))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void each_setting_section_and_choice_has_a_text_and_no_other_has() {
    Set<String> wanted = new TreeSet<>();
    for (SettingField field :
        SECTIONS.stream().flatMap(section -> section.fields().stream()).toList()) {
      wanted.add(field.labelKey());
      field.choices().forEach(choice -> wanted.add("setting." + field.id() + "." + choice));
    }
    SECTIONS.forEach(section -> wanted.add("settings-section." + section.id()));
    SettingsCatalogue.AT_START.forEach(fixed -> wanted.add("settings-at-start." + fixed.id()));
    Stream.of(NoBackup.values()).map(Texts::key).forEach(wanted::add);

    assertThat(texts()).containsAll(wanted);
    assertThat(texts()).filteredOn(key -> !key.endsWith(".hint")).isSubsetOf(wanted);
  }

  @Test
  void a_hint_is_that_of_a_setting() {
    Set<String> possible =
        SECTIONS.stream()
            .flatMap(section -> section.fields().stream())
            .map(field -> "setting." + field.id() + ".hint")
            .collect(Collectors.toSet());

    assertThat(texts()).filteredOn(key -> key.endsWith(".hint")).isNotEmpty().isSubsetOf(possible);
  }
}

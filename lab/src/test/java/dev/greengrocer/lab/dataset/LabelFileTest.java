package dev.greengrocer.lab.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.Label;
import dev.greengrocer.LabelSet;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LabelFileTest {

  @TempDir Path folder;

  @Test
  void aliases_and_group_may_be_left_out() {
    LabelSet labels =
        LabelFile.parse(
            "labels:\n- name: radish\n  aliases: [raddish]\n- name: capsicum\n  group: pepper\n",
            "labels.yaml");

    assertThat(labels.labels())
        .containsExactly(
            new Label("radish", List.of("raddish"), "radish"),
            new Label("capsicum", List.of(), "pepper"));
  }

  @Test
  void labels_are_read_as_they_were_written() {
    LabelSet labels =
        new LabelSet(
            List.of(
                new Label("no", List.of("3", "yes: maybe", "'quoted'"), "true"),
                new Label("jalapeño", List.of(), "chilli pepper")));
    Path file = folder.resolve("labels.yaml");

    LabelFile.write(file, labels);

    assertThat(LabelFile.read(file)).isEqualTo(labels);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "labels: []",
        "names: [radish]",
        "labels:\n- nam: radish",
        "labels:\n- aliases: [raddish]",
        "labels: {",
        "just text"
      })
  void what_is_no_label_file_is_refused_by_its_name(String text) {
    assertThatThrownBy(() -> LabelFile.parse(text, "wrong.yaml"))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageStartingWith("wrong.yaml: ");
  }

  @Test
  void a_spelling_that_means_two_labels_is_refused() {
    String text = "labels:\n- name: corn\n  aliases: [maize]\n- name: maize\n";

    assertThatThrownBy(() -> LabelFile.parse(text, "wrong.yaml"))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("'maize' means both label 'corn' and label 'maize'");
  }
}

package dev.greengrocer.cli.train;

import dev.greengrocer.training.data.DistillationOptions;
import dev.greengrocer.training.loop.ConfigFile;
import java.util.List;
import java.util.Map;

/** The flags of {@code train}, and those that say how much the teachers count. */
final class DistillFlags extends TrainingFlags {

  private static final Section TEACHERS =
      new Section(
          "Teachers and labels",
          List.of(
              new Flag("temperature", "divides the logits of teachers and student"),
              new Flag("hard-share", "share of the label beside the teachers' answer, below 1")));

  DistillFlags() {
    super(
        after(TEACHERS),
        ConfigFile.values(ConfigFile.of(Map.of(), DistillationOptions.defaults())));
  }
}

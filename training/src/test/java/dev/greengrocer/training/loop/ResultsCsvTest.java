package dev.greengrocer.training.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultsCsvTest {

  @TempDir Path directory;

  @Test
  void rows_are_those_of_the_history_whatever_stood_there_before() {
    Path file = directory.resolve("results.csv");
    EpochMetrics first = new EpochMetrics(1, 0.001, 2.5, 2.25, 0.5, 0.625, 80, 53.24);
    EpochMetrics second = new EpochMetrics(2, 0.0005, 2, 2, 0.75, 0.75, 81, 52);

    new ResultsCsv(file).epochEnded(new History(List.of(first, second)));
    new ResultsCsv(file).trainingStarted(new History(List.of(first)), 10);

    assertThat(file)
        .hasContent(
            """
            epoch,learning_rate,train_loss,validation_loss,validation_accuracy,validation_accuracy_merged,images_per_second,seconds
            1,0.00100000,2.50000,2.25000,0.50000,0.62500,80.0,53.2
            """);
  }
}

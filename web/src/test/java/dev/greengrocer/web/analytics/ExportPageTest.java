package dev.greengrocer.web.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.analytics.ExportFormat;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.config.CronTask;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The export that an administrator writes from the dashboard. */
class ExportPageTest extends ServedTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private ServerExport export;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private Set<ScheduledTaskHolder> scheduled;

  @DynamicPropertySource
  static void folder(DynamicPropertyRegistry settings) throws IOException {
    Path folder = Files.createTempDirectory("greengrocer-export").resolve("out");
    settings.add("greengrocer.analytics.folder", folder::toString);
    settings.add("greengrocer.analytics.nightly", () -> "03:15");
  }

  @Test
  void an_administrator_writes_it_and_the_audit_log_says_so() throws InterruptedException {
    Visitor administrator = visitor(Role.ADMINISTRATOR);

    HttpResponse<String> answered = administrator.submit("/dashboard", "/dashboard/analytics");
    await();

    assertThat(answered.body()).contains("The export is being written");
    Path folder = Path.of(export.place().orElseThrow());
    assertThat(folder.resolve("parquet/date.parquet")).isRegularFile();
    assertThat(folder.resolve("manifest.json")).isRegularFile();
    assertThat(administrator.get("/dashboard").body())
        .contains("Figures for analysts", folder.toString(), "19 tables");
    assertThat(administrator.get("/audit?kind=EXPORT").body())
        .contains("analytics written", folder.toString());
  }

  @Test
  void it_is_written_each_night_at_the_time_of_the_settings() {
    assertThat(
            scheduled.stream()
                .flatMap(holder -> holder.getScheduledTasks().stream())
                .map(ScheduledTask::getTask)
                .filter(CronTask.class::isInstance)
                .map(task -> ((CronTask) task).getExpression()))
        .containsExactly("0 15 3 * * *");
  }

  @Test
  void nobody_else_sees_the_button_or_may_press_it() {
    Visitor reviewer = visitor(Role.REVIEWER);

    assertThat(reviewer.get("/dashboard").body()).doesNotContain("Figures for analysts");
    assertThat(reviewer.submit("/dashboard", "/dashboard/analytics").statusCode()).isEqualTo(403);
  }

  @Test
  void a_folder_that_holds_something_else_is_left_alone_and_the_page_says_why()
      throws IOException, InterruptedException {
    Visitor administrator = visitor(Role.ADMINISTRATOR);
    administrator.submit("/dashboard", "/dashboard/analytics");
    await();
    Path mine = Path.of(export.place().orElseThrow(), "mine.pbix");
    Files.writeString(mine, "mine");

    administrator.submit("/dashboard", "/dashboard/analytics");
    await();

    assertThat(mine).hasContent("mine");
    assertThat(administrator.get("/dashboard").body()).contains("mine.pbix");
    Files.delete(mine);
  }

  @Test
  void settings_that_cannot_be_used_are_refused() {
    assertThatThrownBy(() -> new AnalyticsSettings("out", "25:00", ExportFormat.BOTH))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("nightly 25:00");
    assertThatThrownBy(() -> new AnalyticsSettings("", "03:15", ExportFormat.BOTH))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("needs a folder");
    assertThatThrownBy(() -> new AnalyticsSettings("s3://Shop", "", ExportFormat.BOTH))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("s3://BUCKET/PREFIX");
    assertThat(new AnalyticsSettings("", "", ExportFormat.CSV).place()).isEmpty();
  }

  private void await() throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (export.isRunning()) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(20);
    }
  }
}

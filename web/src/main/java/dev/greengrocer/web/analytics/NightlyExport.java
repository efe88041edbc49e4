package dev.greengrocer.web.analytics;

import dev.greengrocer.ledger.ShopCalendar;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.database.JobTurns;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.CronTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.scheduling.support.CronTrigger;

/** Begins an export each night at the time of the settings; a night without a server has none. */
@Configuration(proxyBeanMethods = false)
class NightlyExport implements SchedulingConfigurer {

  private final AnalyticsSettings settings;
  private final ServerExport export;
  private final ShopCalendar calendar;
  private final JobTurns turns;

  NightlyExport(
      AnalyticsSettings settings, ServerExport export, ShopCalendar calendar, JobTurns turns) {
    this.settings = settings;
    this.export = export;
    this.calendar = calendar;
    this.turns = turns;
  }

  private void begin() {
    if (turns.take("nightly-export", JobTurns.EACH_NIGHT)) {
      export.begin(Actor.SERVER);
    }
  }

  @Override
  public void configureTasks(ScheduledTaskRegistrar registrar) {
    settings
        .time()
        .ifPresent(
            time ->
                registrar.addCronTask(
                    new CronTask(
                        this::begin,
                        new CronTrigger(
                            "%d %d %d * * *"
                                .formatted(time.getSecond(), time.getMinute(), time.getHour()),
                            calendar.zone()))));
  }
}

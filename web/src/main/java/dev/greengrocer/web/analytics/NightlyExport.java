package dev.greengrocer.web.analytics;

import dev.greengrocer.ledger.ShopCalendar;
import dev.greengrocer.ledger.audit.Actor;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.CronTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.scheduling.support.CronTrigger;

/** Begins an export each night at the time of the settings; a night without a server has none. */
@Configuration(proxyBeanMethods = false)
class NightlyExport implements SchedulingConfigurer {

  private final AnalyticsSettings settings;
  private final FolderExport export;
  private final ShopCalendar calendar;

  NightlyExport(AnalyticsSettings settings, FolderExport export, ShopCalendar calendar) {
    this.settings = settings;
    this.export = export;
    this.calendar = calendar;
  }

  @Override
  public void configureTasks(ScheduledTaskRegistrar registrar) {
    settings
        .time()
        .ifPresent(
            time ->
                registrar.addCronTask(
                    new CronTask(
                        () -> export.begin(Actor.SERVER),
                        new CronTrigger(
                            "%d %d %d * * *"
                                .formatted(time.getSecond(), time.getMinute(), time.getHour()),
                            calendar.zone()))));
  }
}

package dev.greengrocer.web.server;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The first step of a stop: says "not ready" for a while and answers all the same, so that a load
 * balancer sends its requests elsewhere before it stops listening. What is being answered then is
 * answered to its end.
 */
@Component
class Drain implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Drain.class);

  private final ApplicationContext context;
  private final Duration delay;
  private volatile boolean running;
  private boolean stopped;

  Drain(ApplicationContext context, @Value("${greengrocer.drain}") Duration delay) {
    this.context = context;
    this.delay = delay;
  }

  @Override
  public void start() {
    // The first start becomes ready by itself, once all is warm; one after a stop must say so.
    if (stopped) {
      AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
      stopped = false;
    }
    running = true;
  }

  @Override
  public void stop() {
    AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
    log.info("Stopping: not ready for {} ms, then answering what has begun", delay.toMillis());
    try {
      Thread.sleep(delay.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stopped = true;
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Stops before everything else, the web server included. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}

package dev.greengrocer.web.server;

import dev.greengrocer.web.model.ActiveModel;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What makes a start quick: of the framework's parts, those that were not asked for yet are made
 * when they are; its own are made at once, so that what is wrong with them shows at once; and the
 * model is loaded beside all of it.
 */
@Configuration(proxyBeanMethods = false)
class StartUp {

  /** How the packages of this program begin, whichever module they are of. */
  private static final String OURS = "dev.greengrocer.";

  @Bean
  static LazyInitializationExcludeFilter ownPartsAtOnce() {
    return (name, definition, type) -> type.getPackageName().startsWith(OURS);
  }

  /** Ends a start without a model before it listens. */
  @Bean
  SmartLifecycle modelBeforeTheDoor(ActiveModel models) {
    return new SmartLifecycle() {
      private volatile boolean running;

      @Override
      public void start() {
        models.await();
        running = true;
      }

      @Override
      public void stop() {
        running = false;
      }

      @Override
      public boolean isRunning() {
        return running;
      }

      @Override
      public int getPhase() {
        return Integer.MIN_VALUE;
      }
    };
  }
}

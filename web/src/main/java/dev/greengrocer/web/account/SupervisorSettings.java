package dev.greengrocer.web.account;

import dev.greengrocer.web.caller.Role;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What a clerk may not do alone.
 *
 * @param approves what needs a supervisor's PIN; empty when nothing does
 * @param role the lowest that makes a user a supervisor
 */
@ConfigurationProperties("greengrocer.supervisor")
public record SupervisorSettings(Set<Supervision.Act> approves, Role role) {

  /** Copies the set. */
  public SupervisorSettings {
    approves = Set.copyOf(approves);
  }
}

package dev.greengrocer.training.tune;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One training: a trial on a rung.
 *
 * @param round counted from 1
 * @param trial counted from 1 over all rounds
 * @param rung where it trains, and for how many epochs
 * @param options every option that does not keep its default, by key
 */
public record TrialRun(int round, int trial, Rung rung, Map<String, Object> options) {

  /** Copies the options and keeps their order. */
  public TrialRun {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }
}

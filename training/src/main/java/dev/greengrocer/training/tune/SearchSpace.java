package dev.greengrocer.training.tune;

import dev.greengrocer.training.StartingWeights;
import dev.greengrocer.training.data.RandomDraws;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Which training options are searched, and what the others are.
 *
 * @param fixed options that all trials share, by key; those left out keep their defaults
 * @param searched ranges by option key, in the order in which they are shown
 */
public record SearchSpace(Map<String, Object> fixed, Map<String, Range> searched) {

  /** Copies the maps and keeps their order. */
  public SearchSpace {
    fixed = Collections.unmodifiableMap(new LinkedHashMap<>(fixed));
    searched = Collections.unmodifiableMap(new LinkedHashMap<>(searched));
  }

  /**
   * The same space with the network and sizes of the bundle that trials start from, where it does
   * not say otherwise: so the best options name the network that their weights are of.
   *
   * @throws dev.greengrocer.InvalidModelException if the bundle is damaged
   */
  public SearchSpace startingFrom(Optional<Path> init) {
    Map<String, Object> completed = new TreeMap<>(StartingWeights.complete(fixed, init));
    completed.keySet().removeAll(searched.keySet());
    return new SearchSpace(completed, searched);
  }

  /**
   * The options of one trial: a function of seed, trial and key alone, so that a trial is the same
   * in whatever order trials are drawn, and stays so when another option is added to the search.
   *
   * @param trial counted from 1
   */
  public Map<String, Object> draw(long seed, int trial) {
    Map<String, Object> options = new LinkedHashMap<>();
    searched.forEach(
        (key, range) ->
            options.put(
                key, range.draw(new SplittableRandom(RandomDraws.seedAt(seed, key, trial)))));
    return options;
  }
}

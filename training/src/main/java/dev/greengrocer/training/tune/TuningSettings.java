package dev.greengrocer.training.tune;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.training.data.Ranges;
import dev.greengrocer.training.loop.ConfigFile;
import dev.greengrocer.training.loop.Faults;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How options are searched; equal settings on equal data draw and promote the same trials.
 *
 * <p>Successive halving (Jamieson and Talwalkar 2016, <a
 * href="https://arxiv.org/abs/1502.07943">arXiv 1502.07943</a>): all trials of a round train for a
 * few epochs, the best {@code 1 / eta} of them anew for {@code eta} times as many, and so on up to
 * the full number. Rounds of one shape follow each other while the budget lasts; Hyperband (Li et
 * al. 2018, <a href="https://arxiv.org/abs/1603.06560">arXiv 1603.06560</a>) would vary the shape.
 *
 * @param method how trials share the time
 * @param trials that a round begins with, at least 1
 * @param eta a trial in so many is promoted, at least 2
 * @param fewestEpochs of the first rung, at least 1
 * @param seed of the options that are drawn; training has its own
 * @param space what is searched
 */
public record TuningSettings(
    Method method, int trials, int eta, int fewestEpochs, long seed, SearchSpace space) {

  private static final int TOLD_FAULTS = 10;

  /**
   * Checks the ranges, and that every trial of the first round may train on every rung.
   *
   * @throws InvalidConfigurationException that lists every fault
   */
  public TuningSettings {
    List<String> faults =
        new ArrayList<>(
            new Ranges()
                .between("trials", trials, 1, 10_000)
                .between("eta", eta, 2, 100)
                .between("min-epochs", fewestEpochs, 1, 100_000)
                .faults());
    if (faults.isEmpty()) {
      faults.addAll(
          untrainable(rungs(method, trials, eta, fewestEpochs, space), trials, seed, space));
    }
    if (!faults.isEmpty()) {
      throw new InvalidConfigurationException(Faults.message("the tuning options", faults));
    }
  }

  /** The rungs of each round, from the shortest trainings to the full ones. */
  public List<Rung> rungs() {
    return rungs(method, trials, eta, fewestEpochs, space);
  }

  /** Epochs of the last rung: those that the best configuration is meant for. */
  public int epochs() {
    return epochs(space);
  }

  /**
   * All options of one trial on one rung, by key.
   *
   * @param trial counted from 1
   */
  public Map<String, Object> options(int trial, int epochs) {
    return options(space, seed, trial, epochs);
  }

  private static Map<String, Object> options(SearchSpace space, long seed, int trial, int epochs) {
    Map<String, Object> options = new LinkedHashMap<>(space.fixed());
    options.putAll(space.draw(seed, trial));
    options.put("epochs", epochs);
    return options;
  }

  private static int epochs(SearchSpace space) {
    return ConfigFile.of(space.fixed()).loop().epochs();
  }

  private static List<Rung> rungs(
      Method method, int trials, int eta, int fewestEpochs, SearchSpace space) {
    int epochs = epochs(space);
    int promotions = 0;
    long share = eta;
    while (method == Method.HALVING && trials / share >= 1 && epochs / share >= fewestEpochs) {
      promotions++;
      share *= eta;
    }
    List<Rung> rungs = new ArrayList<>();
    for (int i = 0; i <= promotions; i++) {
      int shorter = Math.toIntExact(Math.round(Math.pow(eta, promotions - i)));
      int fewer = Math.toIntExact(Math.round(Math.pow(eta, i)));
      rungs.add(new Rung(i + 1, (int) Math.round((double) epochs / shorter), trials / fewer));
    }
    return rungs;
  }

  /** Faults of options together, such as more epochs of warm-up than there are at all. */
  private static List<String> untrainable(
      List<Rung> rungs, int trials, long seed, SearchSpace space) {
    Set<String> faults = new LinkedHashSet<>();
    for (int trial = 1; trial <= trials; trial++) {
      for (Rung rung : rungs) {
        try {
          ConfigFile.of(options(space, seed, trial, rung.epochs()));
        } catch (InvalidConfigurationException e) {
          faults.add("with %d epochs: %s".formatted(rung.epochs(), e.getMessage()));
        }
      }
    }
    return faults.stream().limit(TOLD_FAULTS).toList();
  }
}

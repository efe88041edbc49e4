package dev.greengrocer.training.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Which samples an epoch sees, in which order: a function of seed and epoch alone. Thread-safe.
 *
 * <p>An epoch always sees as many samples as there are. With balance {@code b} the class with
 * {@code n} samples gets a share proportional to {@code n^(1-b)}: 0 keeps the natural frequencies,
 * 1 makes all classes equally frequent, and 0.5 is square-root sampling (Mahajan et al. 2018). A
 * class repeats a sample only after all of its samples were seen. Samples without a label are seen
 * once an epoch each, whatever the balance.
 */
public final class EpochSampler {

  /** The class of a sample without a label. */
  public static final int UNLABELLED = -1;

  private final int[][] byClass;
  private final int[] unlabelled;
  private final double balance;
  private final long seed;
  private final int size;

  /**
   * Groups the samples by class.
   *
   * @param classes the class index of each sample, or {@link #UNLABELLED}
   * @param classCount number of classes; those without samples are left out
   * @param balance in {@code [0, 1]}
   */
  public EpochSampler(int[] classes, int classCount, double balance, long seed) {
    byClass = new int[classCount][];
    for (int c = 0; c < classCount; c++) {
      byClass[c] = positions(classes, c);
    }
    unlabelled = positions(classes, UNLABELLED);
    this.balance = balance;
    this.seed = seed;
    this.size = classes.length;
  }

  private static int[] positions(int[] classes, int wanted) {
    return IntStream.range(0, classes.length).filter(i -> classes[i] == wanted).toArray();
  }

  /** Samples an epoch. */
  public int size() {
    return size;
  }

  /**
   * The positions of the samples that an epoch sees, in order.
   *
   * @param epoch counted from 1
   */
  public int[] order(int epoch) {
    SplittableRandom random = RandomDraws.at(seed, "order", epoch);
    int[] quotas = quotas(random);
    int[] order = new int[size];
    int filled = 0;
    for (int c = 0; c < byClass.length; c++) {
      int[] members = byClass[c].clone();
      for (int taken = 0; taken < quotas[c]; taken++) {
        int place = taken % members.length;
        if (place == 0) {
          shuffle(members, random);
        }
        order[filled++] = members[place];
      }
    }
    System.arraycopy(unlabelled, 0, order, filled, unlabelled.length);
    shuffle(order, random);
    return order;
  }

  /** How many samples of each class an epoch sees; fractions are rounded at random, fairly. */
  private int[] quotas(SplittableRandom random) {
    int labelled = size - unlabelled.length;
    double[] shares =
        Arrays.stream(byClass)
            .mapToDouble(members -> members.length == 0 ? 0 : Math.pow(members.length, 1 - balance))
            .toArray();
    double total = Arrays.stream(shares).sum();
    double[] exact = Arrays.stream(shares).map(share -> share / total * labelled).toArray();
    int[] quotas = Arrays.stream(exact).mapToInt(e -> (int) Math.floor(e + 1e-9)).toArray();
    double[] keys = new double[quotas.length];
    for (int c = 0; c < keys.length; c++) {
      double fraction = Math.max(0, exact[c] - quotas[c]);
      // Efraimidis and Spirakis 2006: the largest keys are a weighted draw without replacement.
      keys[c] = fraction < 1e-9 ? -1 : Math.pow(random.nextDouble(), 1 / fraction);
    }
    IntStream.range(0, keys.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer c) -> keys[c]).reversed())
        .limit(labelled - Arrays.stream(quotas).sum())
        .forEach(c -> quotas[c]++);
    return quotas;
  }

  private static void shuffle(int[] values, SplittableRandom random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = values[i];
      values[i] = values[j];
      values[j] = swapped;
    }
  }
}

package dev.greengrocer.lab.dataset.prepare;

import dev.greengrocer.files.Sha256;
import dev.greengrocer.lab.dataset.Split;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Deals the groups of one label out to the splits, whole, so that the photos come as near to the
 * shares as the groups allow. Deterministic for a seed, whatever the other labels.
 *
 * <p>Each split with a share gets at least one group while there are enough groups; with fewer,
 * train comes first, then validation, then test.
 */
final class StratifiedSplit {

  private final SplitPlan.Shares shares;
  private final long seed;

  StratifiedSplit(SplitPlan.Shares shares, long seed) {
    this.shares = shares;
    this.seed = seed;
  }

  /**
   * Deals out.
   *
   * @param label the label of all these groups
   * @param sizes the number of photos of each group, by its name
   * @return the split of each group, by its name
   */
  Map<String, Split> deal(String label, Map<String, Integer> sizes) {
    List<String> order = new ArrayList<>(sizes.keySet());
    Collections.sort(order);
    Collections.shuffle(order, new Random(seed ^ Long.parseUnsignedLong(hash(label), 16)));
    order.sort(Comparator.comparingInt((String group) -> sizes.getOrDefault(group, 0)).reversed());
    int photos = sizes.values().stream().mapToInt(Integer::intValue).sum();
    Map<Split, Integer> wanted = wanted(photos, order.size());
    Map<Split, Integer> missing = new EnumMap<>(wanted);
    Map<Split, List<String>> dealt = new EnumMap<>(Split.class);
    wanted.keySet().forEach(split -> dealt.put(split, new ArrayList<>()));
    for (String group : order) {
      Split split = neediest(missing);
      missing.merge(split, -sizes.getOrDefault(group, 0), Integer::sum);
      dealt.getOrDefault(split, List.of()).add(group);
    }
    fillEmpty(wanted, dealt);
    Map<String, Split> splits = new HashMap<>();
    dealt.forEach((split, groups) -> groups.forEach(group -> splits.put(group, split)));
    return splits;
  }

  /** Photos for each split: whole numbers that add up, by the largest remainder. */
  private Map<Split, Integer> wanted(int photos, int groups) {
    Map<Split, Integer> wanted = new EnumMap<>(Split.class);
    Map<Split, Integer> share = shareBySplit();
    List<Split> takers =
        share.keySet().stream().filter(split -> share.getOrDefault(split, 0) > 0).toList();
    takers = takers.subList(0, Math.min(takers.size(), groups));
    int total = takers.stream().mapToInt(split -> share.getOrDefault(split, 0)).sum();
    int left = photos;
    for (Split split : takers) {
      int whole = Math.max(1, photos * share.getOrDefault(split, 0) / total);
      wanted.put(split, whole);
      left -= whole;
    }
    List<Split> byRemainder = new ArrayList<>(takers);
    byRemainder.sort(
        Comparator.comparingInt((Split split) -> photos * share.getOrDefault(split, 0) % total)
            .reversed());
    for (int i = 0; left > 0; i++, left--) {
      wanted.merge(byRemainder.get(i % byRemainder.size()), 1, Integer::sum);
    }
    if (left < 0) {
      wanted.merge(Split.TRAIN, left, Integer::sum);
    }
    return wanted;
  }

  private Map<Split, Integer> shareBySplit() {
    Map<Split, Integer> share = new EnumMap<>(Split.class);
    share.put(Split.TRAIN, shares.train());
    share.put(Split.VALIDATION, shares.validation());
    share.put(Split.TEST, shares.test());
    return share;
  }

  private static Split neediest(Map<Split, Integer> missing) {
    return missing.entrySet().stream()
        .max(
            Map.Entry.<Split, Integer>comparingByValue()
                .thenComparing(Map.Entry.<Split, Integer>comparingByKey().reversed()))
        .orElseThrow()
        .getKey();
  }

  /** Large groups may have eaten a split's place: give it the smallest group of the richest. */
  private static void fillEmpty(Map<Split, Integer> wanted, Map<Split, List<String>> dealt) {
    for (Split split : wanted.keySet()) {
      List<String> groups = dealt.getOrDefault(split, List.of());
      if (groups.isEmpty()) {
        List<String> richest =
            dealt.values().stream().max(Comparator.comparingInt(List::size)).orElseThrow();
        groups.add(richest.remove(richest.size() - 1));
      }
    }
  }

  private static String hash(String label) {
    return Sha256.of(label).substring(0, 16);
  }
}

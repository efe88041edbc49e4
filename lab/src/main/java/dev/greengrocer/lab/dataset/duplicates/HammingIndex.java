package dev.greengrocer.lab.dataset.duplicates;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Finds 64-bit hashes that differ in few bits without comparing each with each.
 *
 * <p>Multi-index hashing (Norouzi, Punjani and Fleet, "Fast Search in Hamming Space with
 * Multi-Index Hashing", 2012): of two hashes that differ in at most {@value #RADIUS} of 64 bits,
 * one of four 16-bit parts differs in at most 2 bits, so 137 buckets a part hold every neighbour.
 * Immutable and thread-safe.
 */
final class HammingIndex {

  /** How many bits a neighbour may differ in. */
  static final int RADIUS = 11;

  private static final int PARTS = 4;
  private static final int PART_BITS = 16;
  private static final int PART_RADIUS = RADIUS / PARTS;
  private static final int BUCKETS = 1 << PART_BITS;
  private static final int[] MASKS = masks();

  private final long[] hashes;

  /** For each part: where each bucket begins in {@link #members}. */
  private final int[][] starts = new int[PARTS][BUCKETS + 1];

  /** For each part: indices of the hashes, bucket after bucket, ascending in each. */
  private final int[][] members = new int[PARTS][];

  HammingIndex(List<Long> hashes) {
    this.hashes = hashes.stream().mapToLong(Long::longValue).toArray();
    for (int part = 0; part < PARTS; part++) {
      fill(part);
    }
  }

  private void fill(int part) {
    int[] start = starts[part];
    for (long hash : hashes) {
      start[part(hash, part) + 1]++;
    }
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      start[bucket + 1] += start[bucket];
    }
    int[] next = start.clone();
    members[part] = new int[hashes.length];
    for (int i = 0; i < hashes.length; i++) {
      members[part][next[part(hashes[i], part)]++] = i;
    }
  }

  /** Names the index of each hash that differs in at most {@value #RADIUS} bits, once. */
  void neighbours(long hash, IntConsumer found) {
    for (int part = 0; part < PARTS; part++) {
      int centre = part(hash, part);
      for (int mask : MASKS) {
        int bucket = centre ^ mask;
        for (int at = starts[part][bucket]; at < starts[part][bucket + 1]; at++) {
          int index = members[part][at];
          long difference = hashes[index] ^ hash;
          if (Long.bitCount(difference) <= RADIUS && isFirst(difference, part)) {
            found.accept(index);
          }
        }
      }
    }
  }

  /** Whether no earlier part has found this neighbour already. */
  private static boolean isFirst(long difference, int part) {
    for (int earlier = 0; earlier < part; earlier++) {
      if (Integer.bitCount(part(difference, earlier)) <= PART_RADIUS) {
        return false;
      }
    }
    return true;
  }

  private static int part(long hash, int part) {
    return (int) (hash >>> (part * PART_BITS)) & (BUCKETS - 1);
  }

  private static int[] masks() {
    return IntStream.range(0, BUCKETS)
        .filter(mask -> Integer.bitCount(mask) <= PART_RADIUS)
        .toArray();
  }
}

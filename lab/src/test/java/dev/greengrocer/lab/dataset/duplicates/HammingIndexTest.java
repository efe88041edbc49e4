package dev.greengrocer.lab.dataset.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class HammingIndexTest {

  @Test
  void it_finds_what_comparing_each_with_each_finds_and_each_once() {
    Random random = new Random(7);
    List<Long> hashes = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      long hash = random.nextLong();
      hashes.add(hash);
      for (int bits = 1; bits <= 14; bits++) {
        hashes.add(flip(hash, bits, random));
      }
    }
    HammingIndex index = new HammingIndex(hashes);

    for (long hash : hashes) {
      List<Integer> found = new ArrayList<>();
      index.neighbours(hash, found::add);
      assertThat(found).containsExactlyInAnyOrderElementsOf(byComparing(hash, hashes));
    }
  }

  @Test
  void the_radius_is_eleven_bits() {
    HammingIndex index = new HammingIndex(List.of(0L));
    List<Integer> found = new ArrayList<>();

    index.neighbours(0b1111_1111_1111L, found::add);
    assertThat(found).isEmpty();
    index.neighbours(0b0111_1111_1111L, found::add);
    assertThat(found).containsExactly(0);
  }

  private static List<Integer> byComparing(long hash, List<Long> hashes) {
    List<Integer> near = new ArrayList<>();
    for (int i = 0; i < hashes.size(); i++) {
      if (Long.bitCount(hash ^ hashes.get(i)) <= 11) {
        near.add(i);
      }
    }
    return near;
  }

  private static long flip(long hash, int bits, Random random) {
    long flipped = hash;
    for (int i = 0; i < bits; i++) {
      flipped ^= 1L << random.nextInt(64);
    }
    return flipped;
  }
}

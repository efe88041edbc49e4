package dev.greengrocer.ledger.privacy;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was erased on request, told by ids alone.
 *
 * @param id of the erasure
 * @param at when, in epoch milliseconds
 * @param rows ids of the rows by their kind, such as {@code sales}
 */
public record Erasure(String id, long at, SortedMap<String, SortedSet<String>> rows) {

  /** Copies the map. */
  public Erasure {
    TreeMap<String, SortedSet<String>> copy = new TreeMap<>();
    rows.forEach((kind, ids) -> copy.put(kind, new TreeSet<>(ids)));
    rows = copy;
  }
}

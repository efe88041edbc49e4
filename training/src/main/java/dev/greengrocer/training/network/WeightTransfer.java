package dev.greengrocer.training.network;

import java.util.List;

/**
 * What became of the weights that a network was asked to start from.
 *
 * @param loaded names taken over
 * @param reshaped names that both have in different shapes, as the head for another label list;
 *     they keep their random start
 * @param missing names that were not given; they keep their random start
 * @param unused names given that the network does not have
 */
public record WeightTransfer(
    List<String> loaded, List<String> reshaped, List<String> missing, List<String> unused) {

  /** Copies the lists. */
  public WeightTransfer {
    loaded = List.copyOf(loaded);
    reshaped = List.copyOf(reshaped);
    missing = List.copyOf(missing);
    unused = List.copyOf(unused);
  }
}

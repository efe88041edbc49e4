package dev.greengrocer.training.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of weights that a network is asked to start from.
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

  /**
   * Compares names and shapes.
   *
   * @param given where the weights come from
   * @param own the weights of the network that starts
   */
  public static WeightTransfer between(Weights given, Weights own) {
    List<String> loaded = new ArrayList<>();
    List<String> reshaped = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (NamedTensor tensor : own.tensors()) {
      Optional<NamedTensor> source = given.find(tensor.name());
      List<String> fate =
          source.isEmpty()
              ? missing
              : source.get().shape().equals(tensor.shape()) ? loaded : reshaped;
      fate.add(tensor.name());
    }
    List<String> unused =
        given.tensors().stream()
            .map(NamedTensor::name)
            .filter(name -> own.find(name).isEmpty())
            .toList();
    return new WeightTransfer(loaded, reshaped, missing, unused);
  }
}

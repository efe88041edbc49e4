package dev.greengrocer.training.network;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The weights and batch-norm statistics of a network by name, in the order of its layers. */
public final class Weights {

  private final Map<String, NamedTensor> byName = new LinkedHashMap<>();

  /**
   * Orders tensors as given.
   *
   * @throws IllegalArgumentException if two have one name
   */
  public Weights(Collection<NamedTensor> tensors) {
    for (NamedTensor tensor : tensors) {
      if (byName.put(tensor.name(), tensor) != null) {
        throw new IllegalArgumentException("two tensors are named " + tensor.name());
      }
    }
  }

  /**
   * The mean of several networks' weights, array by array.
   *
   * @param all at least one
   * @param names the arrays to average; all networks must have them, in one shape
   */
  public static Weights mean(List<Weights> all, List<String> names) {
    return new Weights(
        names.stream()
            .map(
                name -> {
                  NamedTensor first = all.get(0).find(name).orElseThrow();
                  float[] mean = new float[first.values().length];
                  for (Weights weights : all) {
                    float[] values = weights.find(name).orElseThrow().values();
                    for (int i = 0; i < mean.length; i++) {
                      mean[i] += values[i] / all.size();
                    }
                  }
                  return new NamedTensor(name, first.shape(), mean);
                })
            .toList());
  }

  /** These weights with the named arrays moved a share of the way to others, which have them. */
  public Weights towards(Weights others, double share, Collection<String> names) {
    Set<String> moved = Set.copyOf(names);
    return new Weights(
        tensors().stream()
            .map(
                tensor -> {
                  if (!moved.contains(tensor.name())) {
                    return tensor;
                  }
                  float[] goal = others.find(tensor.name()).orElseThrow().values();
                  float[] values = tensor.values().clone();
                  for (int i = 0; i < values.length; i++) {
                    values[i] += (float) (share * (goal[i] - values[i]));
                  }
                  return new NamedTensor(tensor.name(), tensor.shape(), values);
                })
            .toList());
  }

  /** These weights with the named ones taken from others, which must have them. */
  public Weights replacedBy(Weights others, Collection<String> names) {
    Set<String> replaced = Set.copyOf(names);
    return new Weights(
        tensors().stream()
            .map(
                tensor ->
                    replaced.contains(tensor.name())
                        ? others.find(tensor.name()).orElseThrow()
                        : tensor)
            .toList());
  }

  /** Every tensor in order. */
  public List<NamedTensor> tensors() {
    return List.copyOf(byName.values());
  }

  /** The tensor of a name, or empty when there is none. */
  public Optional<NamedTensor> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}

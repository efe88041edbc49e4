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

package dev.greengrocer.training.torch;

import dev.greengrocer.training.network.NamedTensor;
import dev.greengrocer.training.network.ParameterSpec;
import dev.greengrocer.training.network.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InputArchive;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.OutputArchive;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** The weights of one network as native tensors by name; owns them until it is closed. */
@SuppressWarnings("try") // Scopes and guards act by being open.
final class TorchWeights implements AutoCloseable {

  private final List<ParameterSpec> parameters;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  /**
   * Copies weights.
   *
   * @param weights one tensor for each parameter
   * @param learned whether gradients are to be computed
   */
  TorchWeights(List<ParameterSpec> parameters, Weights weights, boolean learned) {
    this.parameters = parameters;
    try (PointerScope scope = new PointerScope()) {
      for (ParameterSpec parameter : parameters) {
        Tensor tensor = TorchTensors.of(weights.find(parameter.name()).orElseThrow());
        tensor.set_requires_grad(learned && parameter.role().learned());
        tensors.put(parameter.name(), tensor.retainReference());
      }
    }
  }

  /** The tensor of a name; still owned by these weights. */
  Tensor get(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalStateException("no tensor is named " + name);
    }
    return tensor;
  }

  /** The learned tensors that are wanted, in order; the caller closes the vector. */
  TensorVector learned(Predicate<ParameterSpec> wanted) {
    TensorVector vector = new TensorVector();
    for (ParameterSpec parameter : parameters) {
      if (parameter.role().learned() && wanted.test(parameter)) {
        vector.push_back(get(parameter.name()));
      }
    }
    return vector;
  }

  /** Computes gradients from now on for the learned tensors that are wanted, and for no other. */
  void requireGradients(Predicate<ParameterSpec> wanted) {
    for (ParameterSpec parameter : parameters) {
      get(parameter.name()).set_requires_grad(parameter.role().learned() && wanted.test(parameter));
    }
  }

  /** Moves the named tensors a share of the way towards other weights of the same network. */
  void moveTowards(TorchWeights others, double share, Set<String> names) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradients = new NoGradGuard();
        Scalar step = new Scalar(share)) {
      names.forEach(name -> get(name).lerp_(others.get(name), step));
    }
  }

  /** Moves every value a share of the way towards other weights of the same network. */
  void moveTowards(TorchWeights others, double share) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradients = new NoGradGuard();
        Scalar step = new Scalar(share)) {
      tensors.forEach((name, tensor) -> tensor.lerp_(others.get(name), step));
    }
  }

  /** A copy in plain Java. */
  Weights copy() {
    List<NamedTensor> copies = new ArrayList<>();
    try (PointerScope scope = new PointerScope()) {
      for (ParameterSpec parameter : parameters) {
        float[] values = TorchTensors.values(get(parameter.name()));
        copies.add(new NamedTensor(parameter.name(), parameter.shape(), values));
      }
    }
    return new Weights(copies);
  }

  /** Overwrites every value. */
  void assign(Weights weights) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradients = new NoGradGuard()) {
      tensors.forEach(
          (name, tensor) -> tensor.copy_(TorchTensors.of(weights.find(name).orElseThrow())));
    }
  }

  /** Adds every tensor to an archive, by its place: names hold dots, which archives do not take. */
  void write(OutputArchive archive) {
    for (int i = 0; i < parameters.size(); i++) {
      archive.write("tensor" + i, get(parameters.get(i).name()));
    }
  }

  /** Overwrites every value with what {@link #write} wrote for the same network. */
  void read(InputArchive archive) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradients = new NoGradGuard()) {
      for (int i = 0; i < parameters.size(); i++) {
        Tensor stored = new Tensor();
        archive.read("tensor" + i, stored);
        get(parameters.get(i).name()).copy_(stored);
      }
    }
  }

  @Override
  public void close() {
    tensors.values().forEach(Tensor::close);
    tensors.clear();
  }
}

package dev.greengrocer.training.torch;

import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.training.network.NamedTensor;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Java arrays to native tensors and back. The caller owns the tensors that come out. */
final class TorchTensors {

  private TorchTensors() {}

  /** {@code [N, 3, H, W]} with the channels of a pixel side by side in memory. */
  static Tensor of(ImageTensor images) {
    return channelsLast(Tensor.create(images.values(), images.shape()));
  }

  /** A copy of one array of weights; convolutions keep the channels side by side. */
  static Tensor of(NamedTensor weights) {
    return channelsLast(Tensor.create(weights.values(), longs(weights.shape())));
  }

  /** A copy of all values in row-major order, whatever their order in memory. */
  static float[] values(Tensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.numel())];
    try (Tensor plain = tensor.detach();
        Tensor ordered = plain.contiguous();
        FloatPointer data = new FloatPointer(ordered.data_ptr())) {
      data.get(values);
    }
    return values;
  }

  /** The tensor itself, or a reordered copy when it has four dimensions. */
  private static Tensor channelsLast(Tensor tensor) {
    if (tensor.ndimension() != 4) {
      return tensor;
    }
    try (tensor) {
      return tensor.contiguous(torch.MemoryFormat.ChannelsLast);
    }
  }

  private static long[] longs(List<Integer> shape) {
    return shape.stream().mapToLong(Integer::longValue).toArray();
  }
}

package dev.greengrocer.training.network;

import dev.greengrocer.InvalidConfigurationException;
import java.util.List;

/** Follows one image through the layers of a network and finds layers that do not fit. */
final class Shapes {

  private Shapes() {}

  /**
   * The shape after a sequence of layers.
   *
   * @throws InvalidConfigurationException if a layer cannot take what the one before gives
   */
  static Shape after(List<Layer> layers, Shape input) {
    Shape shape = input;
    for (Layer layer : layers) {
      shape = after(layer, shape);
    }
    return shape;
  }

  private static Shape after(Layer layer, Shape input) {
    if (layer instanceof Layer.Convolution convolution) {
      return after(convolution, input);
    }
    if (layer instanceof Layer.BatchNorm norm) {
      requireMaps(layer, input);
      require(norm.channels() == input.channels(), layer, input);
      return input;
    }
    if (layer instanceof Layer.MaxPool pool) {
      requireMaps(layer, input);
      require(pool.padding() >= 0 && 2 * pool.padding() <= pool.kernel(), layer, input);
      int padding = 2 * pool.padding();
      return window(layer, input, pool.kernel(), pool.stride(), padding, padding);
    }
    if (layer instanceof Layer.AveragePool pool) {
      requireMaps(layer, input);
      return window(layer, input, pool.kernel(), pool.stride(), 0, 0);
    }
    if (layer instanceof Layer.GlobalAveragePool) {
      requireMaps(layer, input);
      return Shape.row(input.channels());
    }
    if (layer instanceof Layer.Flatten) {
      requireMaps(layer, input);
      return Shape.row(input.channels() * input.height() * input.width());
    }
    if (layer instanceof Layer.Dense dense) {
      require(input.flat() && dense.inputs() == input.channels(), layer, input);
      require(dense.outputs() >= 1, layer, input);
      return Shape.row(dense.outputs());
    }
    if (layer instanceof Layer.Dropout dropout) {
      require(dropout.probability() >= 0 && dropout.probability() < 1, layer, input);
      return input;
    }
    if (layer instanceof Layer.Residual residual) {
      Shape body = after(residual.body(), input);
      Shape shortcut = after(residual.shortcut(), input);
      if (!body.equals(shortcut)) {
        throw new InvalidConfigurationException(
            "a residual block adds %s to %s; both branches must end in one shape: %s"
                .formatted(body, shortcut, residual));
      }
      return body;
    }
    return input;
  }

  private static Shape after(Layer.Convolution layer, Shape input) {
    requireMaps(layer, input);
    Layer.Padding padding = layer.padding();
    require(
        layer.inputs() == input.channels()
            && layer.groups() >= 1
            && layer.inputs() % layer.groups() == 0
            && layer.outputs() >= 1
            && layer.outputs() % layer.groups() == 0
            && Math.min(padding.left(), padding.right()) >= 0
            && Math.min(padding.top(), padding.bottom()) >= 0,
        layer,
        input);
    Shape window =
        window(
            layer,
            input,
            layer.kernel(),
            layer.stride(),
            padding.top() + padding.bottom(),
            padding.left() + padding.right());
    return Shape.maps(layer.outputs(), window.height(), window.width());
  }

  private static Shape window(
      Layer layer, Shape input, int kernel, int stride, int rows, int columns) {
    int height = input.height() + rows - kernel;
    int width = input.width() + columns - kernel;
    require(kernel >= 1 && stride >= 1 && height >= 0 && width >= 0, layer, input);
    return Shape.maps(input.channels(), height / stride + 1, width / stride + 1);
  }

  private static void requireMaps(Layer layer, Shape input) {
    require(!input.flat(), layer, input);
  }

  private static void require(boolean fits, Layer layer, Shape input) {
    if (!fits) {
      throw new InvalidConfigurationException(
          "layer %s cannot take an input of shape %s; choose a larger input or mend the network"
              .formatted(layer, input));
    }
  }
}

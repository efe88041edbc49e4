"""Makes a Keras model of a bundle's network, so that Keras answers with the same weights: MODEL.onnx OUT.keras

The network's bytes become floats, as Keras runs it. Where a quantized value begins at zero, the quantization was the
ReLU6 before it; the activations and features that explain an answer are left out.
"""

import sys

import keras
import numpy
import onnx
from onnx import numpy_helper


class Importer:
    """Turns the nodes of a graph, which come in their order, into Keras layers."""

    def __init__(self, graph):
        self.graph = graph
        self.constants = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
        self.tensors = {}

    def network(self, output):
        image = self.graph.input[0]
        size = image.type.tensor_type.shape.dim[2].dim_value
        inputs = keras.Input((size, size, 3))
        self.tensors[image.name] = inputs
        for node in self.needed(output):
            self.take(node)
        return keras.Model(inputs, self.tensors[output])

    def needed(self, output):
        """The nodes on which an output rests."""
        wanted = {output}
        nodes = []
        for node in reversed(self.graph.node):
            if wanted & set(node.output):
                wanted |= set(node.input)
                nodes.append(node)
        return reversed(nodes)

    def take(self, node):
        attributes = {each.name: onnx.helper.get_attribute_value(each) for each in node.attribute}
        result = getattr(self, node.op_type)(*node.input, **attributes)
        place = self.constants if isinstance(result, numpy.ndarray) else self.tensors
        place[node.output[0]] = result

    def QuantizeLinear(self, name, scale, zero):
        value = self.tensors[name]
        starts_at_zero = self.constants[zero] == numpy.iinfo(self.constants[zero].dtype).min
        return keras.layers.ReLU(max_value=6.0)(value) if starts_at_zero and "Clip" in name else value

    def DequantizeLinear(self, name, scale, zero, axis=1):
        if name in self.tensors:
            return self.tensors[name]
        integers = self.constants[name].astype(numpy.float32)
        shape = [1] * integers.ndim
        if self.constants[scale].ndim:
            shape[axis] = -1
        zeros = self.constants[zero].astype(numpy.float32).reshape(shape)
        return (integers - zeros) * self.constants[scale].reshape(shape)

    def Conv(self, name, weight, bias, kernel_shape, strides, pads, group):
        value, weights = self.tensors[name], self.constants[weight]
        if any(pads):
            value = keras.layers.ZeroPadding2D(((pads[0], pads[2]), (pads[1], pads[3])))(value)
        if group == 1:
            layer = keras.layers.Conv2D(weights.shape[0], kernel_shape, strides)
            kernel = weights.transpose(2, 3, 1, 0)
        else:
            layer = keras.layers.DepthwiseConv2D(kernel_shape, strides)
            kernel = weights.transpose(2, 3, 0, 1)
        result = layer(value)
        layer.set_weights([kernel, self.constants[bias].reshape(-1)])
        return result

    def Add(self, one, other):
        if other in self.constants:
            return self.rescaled(one, numpy.float32(1), self.constants[other])
        return keras.layers.Add()([self.tensors[one], self.tensors[other]])

    def Mul(self, one, factor):
        return self.rescaled(one, self.constants[factor], numpy.float32(0))

    def rescaled(self, name, factor, offset):
        scale, shift = (each.reshape(-1).tolist() for each in (factor, offset))
        return keras.layers.Rescaling(scale, shift)(self.tensors[name])

    def Clip(self, name, low, high):
        return keras.layers.ReLU(max_value=float(self.constants[high]))(self.tensors[name])

    def GlobalAveragePool(self, name):
        return keras.layers.GlobalAveragePooling2D()(self.tensors[name])

    def Flatten(self, name, axis=1):
        return self.tensors[name]

    def Gemm(self, name, weight, bias, transB):
        weights = self.constants[weight]
        layer = keras.layers.Dense(weights.shape[0])
        result = layer(self.tensors[name])
        layer.set_weights([weights.T, self.constants[bias]])
        return result

    def Mean(self, *names):
        return keras.layers.Average()([self.tensors[name] for name in names])


if __name__ == "__main__":
    Importer(onnx.load(sys.argv[1]).graph).network("logits").save(sys.argv[2])

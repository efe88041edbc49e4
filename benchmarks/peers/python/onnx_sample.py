"""The usual way to classify a photo in Python: Pillow reads and resizes it, ONNX Runtime runs the network.

Arguments of the scripts: draft or whole, network, threads, resize, size, mean, standard deviation, photos or a folder.
"""

import onnxruntime

from pillow import Input, best


class OnnxSample:
    """A network with what its input must look like. Threads may share it."""

    ARGUMENTS = 7

    def __init__(self, draft, network, threads, resize, size, mean, std):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = int(threads)
        self.session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
        self.name = self.session.get_inputs()[0].name
        self.output = self.session.get_outputs()[0].name
        self.input = Input(int(resize), int(size), float(mean), float(std), draft == "draft")

    def classify(self, photo):
        """The five most probable classes of a photo's bytes."""
        images = self.input.of(photo).transpose(0, 3, 1, 2)
        return best(self.session.run([self.output], {self.name: images})[0][0])

"""A photo's bytes to the network's input, as Pillow's documentation does it."""

import io
from dataclasses import dataclass

import numpy
from PIL import Image


@dataclass(frozen=True)
class Input:
    """What the network wants to see: the middle of the photo, as a square, normalised.

    `resize` is the short side before `size` pixels are cut out of its middle; `mean` and `std` are in units of the
    channels' range. With `draft`, libjpeg decodes at a fraction of the size where that is still large enough.
    """

    resize: int
    size: int
    mean: float
    std: float
    draft: bool = False

    def of(self, photo):
        """The input of one photo: [1, size, size, 3]."""
        with Image.open(io.BytesIO(photo)) as image:
            if self.draft:
                image.draft("RGB", (self.resize, self.resize))
            pixels = image.convert("RGB")
        side = min(pixels.size) * self.size / self.resize
        left = (pixels.width - side) / 2
        top = (pixels.height - side) / 2
        square = pixels.resize(
            (self.size, self.size), Image.Resampling.BILINEAR, box=(left, top, left + side, top + side)
        )
        values = numpy.asarray(square, dtype=numpy.float32) / 255
        return ((values - self.mean) / self.std)[None]


def best(logits):
    """The five most probable classes, best first, each with its probability."""
    powers = numpy.exp(logits - logits.max())
    probabilities = powers / powers.sum()
    return [(int(i), float(probabilities[i])) for i in numpy.argsort(-probabilities)[:5]]

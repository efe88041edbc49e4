"""Steps of gradient descent on one batch in memory: NETWORK SIDE IMAGES STEPS RATE CLASSES FILE

FILE has the images as little-endian floats, [images, 3, side, side]; the class of each is its place modulo CLASSES.
"""

import sys

import numpy
import torch

import stage
from torch_networks import Steps, named

name, rate, file = sys.argv[1], float(sys.argv[5]), sys.argv[7]
side, size, count, classes = (int(sys.argv[i]) for i in (2, 3, 4, 6))
images = torch.from_numpy(numpy.fromfile(file, "<f4").reshape(size, 3, side, side))
images = images.to(memory_format=torch.channels_last)
labels = torch.arange(size) % classes
network = named(name, classes, side)
steps = Steps(network, torch.optim.SGD(network.parameters(), lr=rate, momentum=0.9, fused=True))


def take_all():
    loss = None
    for _ in range(count):
        loss = steps.take(images, labels)
    return loss


stage.perform(size * count, take_all)

"""The networks of the races in PyTorch, and a step of their training as PyTorch's tuning guide advises on a CPU."""

import torch
import torchvision
from torch import nn


def named(name, classes, side):
    """One of the networks, its weights in the order in which its kernels are quickest."""
    if name == "resnet-18":
        network = torchvision.models.resnet18(num_classes=classes)
    elif name == "mobilenet-v2":
        network = torchvision.models.mobilenet_v2(num_classes=classes)
    else:
        network = seed_cnn(classes, side)
    return network.to(memory_format=torch.channels_last)


def seed_cnn(classes, side):
    pixels = ((side - 4) // 2 - 4) // 2
    return nn.Sequential(
        *convolutions(3, 32),
        *convolutions(32, 64),
        nn.Flatten(),
        nn.Linear(64 * pixels * pixels, 512),
        nn.ReLU(),
        nn.Linear(512, 256),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(256, classes),
    )


def convolutions(inputs, outputs):
    return (nn.Conv2d(inputs, outputs, 3), nn.ReLU(), nn.Conv2d(outputs, outputs, 3), nn.ReLU(), nn.MaxPool2d(2))


class Steps:
    """Steps of an optimizer in bf16 where that pays, all else in floats (autocast)."""

    def __init__(self, network, optimizer):
        self.network = network.train()
        self.optimizer = optimizer
        self.criterion = nn.CrossEntropyLoss()

    def take(self, images, labels):
        """Takes one and gives the loss."""
        images = images.to(memory_format=torch.channels_last)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = self.criterion(self.network(images), labels)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self.optimizer.step()
        return loss.item()

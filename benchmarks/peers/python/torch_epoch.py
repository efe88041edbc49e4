"""Epochs of the seed CNN over a folder of photos, as torchvision's references train on one: FOLDER

`ImageFolder` reads the photos with Pillow in two processes, ahead of the network; each epoch decodes them again. It
varies photos less than Greengrocer does: crop and flip alone.
"""

import sys

import torch
from torchvision import datasets
from torchvision.transforms import v2

import stage
from torch_networks import Steps, named

SIDE = 64
BATCH = 32

if __name__ == "__main__":
    varied = v2.Compose(
        [
            v2.PILToTensor(),
            v2.RandomResizedCrop(SIDE, scale=(0.3, 1), ratio=(0.75, 1.33), antialias=True),
            v2.RandomHorizontalFlip(),
            v2.ToDtype(torch.float32, scale=True),
        ]
    )
    photos = datasets.ImageFolder(sys.argv[1], varied)
    batches = torch.utils.data.DataLoader(photos, BATCH, shuffle=True, num_workers=2, persistent_workers=True)
    network = named("seed-cnn", len(photos.classes), SIDE)
    steps = Steps(network, torch.optim.Adam(network.parameters(), fused=True))

    def epoch():
        total = sum(len(labels) * steps.take(images, labels) for images, labels in batches)
        return "%.4f,0" % (total / len(photos))

    stage.perform(len(photos), epoch)

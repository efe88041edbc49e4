"""Reads every record of a prepared data set as a user of Croissant does, and says what it found."""

import collections
import sys

import mlcroissant
import PIL.Image

dataset = mlcroissant.Dataset(jsonld=sys.argv[1])
labels = collections.Counter()
for record in dataset.records(record_set="samples"):
    image = record["samples/image"]
    assert isinstance(image, PIL.Image.Image), record
    size = (record["samples/width"], record["samples/height"])
    assert image.size == size and all(isinstance(side, int) for side in size), record
    label = record["samples/label"].decode("utf-8")
    assert f"/{label}/" in record["samples/path"].decode("utf-8"), record
    labels[label] += 1
print(f"{sum(labels.values())} records")
for label, count in sorted(labels.items()):
    print(count, label)

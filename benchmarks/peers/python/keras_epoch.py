"""Epochs of the seed CNN over a folder of photos, as Keras's and TensorFlow's tutorials train on one: FOLDER

`image_dataset_from_directory` reads and shrinks the photos, which stay in memory after the first epoch (`cache`); an
epoch crops and flips them on all cores, ahead of the network. It varies photos less than Greengrocer does.
"""

import sys

import keras
import tensorflow

import stage

SIDE = 64
KEPT = 96  # the same as Greengrocer keeps: half as large again
BATCH = 32

photos = keras.utils.image_dataset_from_directory(
    sys.argv[1], image_size=(KEPT, KEPT), batch_size=None, shuffle=False, verbose=False
)
classes, count = len(photos.class_names), len(photos.file_paths)


def vary(image, label):
    cut = tensorflow.image.random_crop(image, (SIDE, SIDE, 3))
    return tensorflow.image.random_flip_left_right(cut), label


batches = (
    photos.cache()
    .shuffle(count)
    .map(vary, num_parallel_calls=tensorflow.data.AUTOTUNE)
    .batch(BATCH)
    .prefetch(tensorflow.data.AUTOTUNE)
)
layers = keras.layers
network = keras.Sequential(
    [
        keras.Input((SIDE, SIDE, 3)),
        layers.Rescaling(1 / 255),
        layers.Conv2D(32, 3, activation="relu"),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(64, 3, activation="relu"),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(512, activation="relu"),
        layers.Dense(256, activation="relu"),
        layers.Dropout(0.5),
        layers.Dense(classes),
    ]
)
network.compile(keras.optimizers.Adam(), keras.losses.SparseCategoricalCrossentropy(from_logits=True))
stage.perform(count, lambda: "%.4f,0" % network.fit(batches, epochs=1, verbose=0).history["loss"][0])

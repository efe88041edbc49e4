"""A web service as many begin with one: Flask, Keras, Pillow and SQLite, under gunicorn.

gunicorn --config gunicorn.conf.py 'keras_server:app(NETWORK, CALL, BOOKS, RESIZE, SIZE, MEAN, STD)'
"""

import sqlite3
import threading
import time

import keras
import tensorflow
from flask import Flask, jsonify, request

from pillow import Input, best


def app(network, call, books, resize, size, mean, std):
    """Serves POST /predictions.

    `call` says how the network is run: `predict` as Keras's guides begin, or `function`, a call that TensorFlow has
    compiled, as they advise for small inputs. Every answer is committed to the database `books` before it is sent.
    """
    tensorflow.config.threading.set_intra_op_parallelism_threads(1)  # a worker for each core
    tensorflow.config.threading.set_inter_op_parallelism_threads(1)
    model = keras.models.load_model(network)
    if call == "function":
        function = tensorflow.function(lambda images: model(images, training=False))
        run = lambda images: function(tensorflow.constant(images)).numpy()
    else:
        run = lambda images: model.predict(images, verbose=0)
    shape = Input(resize, size, mean, std)
    local = threading.local()

    def connection():
        if not hasattr(local, "connection"):
            local.connection = sqlite3.connect(books, timeout=60)
            local.connection.execute(
                "CREATE TABLE IF NOT EXISTS predictions"
                " (id INTEGER PRIMARY KEY, at REAL NOT NULL, label INTEGER NOT NULL, probability REAL NOT NULL)"
            )
        return local.connection

    def note(label, probability):
        with connection() as transaction:
            transaction.execute(
                "INSERT INTO predictions (at, label, probability) VALUES (?, ?, ?)", (time.time(), label, probability)
            )

    service = Flask(__name__)

    @service.post("/predictions")
    def predictions():
        scores = best(run(shape.of(request.get_data()))[0])
        note(*scores[0])
        return jsonify([{"index": index, "probability": probability} for index, probability in scores])

    return service

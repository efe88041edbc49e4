"""A folder of photos to answers, on two threads that share one session, each run of which has one thread."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import stage
from onnx_sample import OnnxSample

THREADS = 2

sample = OnnxSample(*sys.argv[1 : 1 + OnnxSample.ARGUMENTS])
photos = sorted(Path(sys.argv[1 + OnnxSample.ARGUMENTS]).iterdir())


def classify_all():
    with ThreadPoolExecutor(THREADS) as threads:
        answers = threads.map(lambda photo: sample.classify(photo.read_bytes()), photos)
        return ",".join(str(answer[0][0]) for answer in answers)


stage.perform(len(photos), classify_all)

"""From the bytes of photos to their best five labels, one photo after the other."""

import sys
from pathlib import Path

import stage
from onnx_sample import OnnxSample

sample = OnnxSample(*sys.argv[1 : 1 + OnnxSample.ARGUMENTS])
photos = [Path(name).read_bytes() for name in sys.argv[1 + OnnxSample.ARGUMENTS :]]
stage.perform(len(photos), lambda: ",".join(str(sample.classify(photo)[0][0]) for photo in photos))

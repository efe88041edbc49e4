"""Epochs of yolo11n-cls, from scratch, over a folder of photos with Ultralytics's own trainer: FOLDER SIDE SCRATCH

Its defaults vary the photos (crop, flip, colours, RandAugment, erasing); on a processor it reads them in the process of
the network, between its steps.
"""

import os
import sys
import time
from pathlib import Path

scratch = Path(sys.argv[3]).resolve()
scratch.mkdir(parents=True, exist_ok=True)
os.environ["YOLO_OFFLINE"] = "true"  # asks the internet for nothing
os.environ["YOLO_CONFIG_DIR"] = str(scratch)
import stage  # noqa: E402
from ultralytics import YOLO  # noqa: E402


class Rounds:
    """Makes a round of each epoch of the trainer: it waits for a call before, and tells its loss after."""

    def __init__(self):
        self.first = True
        self.start = 0.0

    def on_train_epoch_start(self, trainer):
        if self.first:
            stage.ready()
            self.first = False
        if not stage.called():
            os._exit(0)
        self.start = time.perf_counter()

    def on_train_epoch_end(self, trainer):
        seconds = time.perf_counter() - self.start
        stage.tell(len(trainer.train_loader.dataset), seconds, "%.4f,0" % float(trainer.tloss["loss"]))


if __name__ == "__main__":
    data = scratch / "data"
    data.mkdir()
    for part in ("train", "val"):
        (data / part).symlink_to(Path(sys.argv[1]).resolve())
    rounds = Rounds()
    model = YOLO("yolo11n-cls.yaml")
    model.add_callback("on_train_epoch_start", rounds.on_train_epoch_start)
    model.add_callback("on_train_epoch_end", rounds.on_train_epoch_end)
    model.train(
        data=str(data),
        imgsz=int(sys.argv[2]),
        epochs=1000,
        batch=32,
        device="cpu",
        val=False,
        save=False,
        plots=False,
        verbose=False,
        optimizer="AdamW",
        lr0=0.001,
        warmup_epochs=0,  # so that few epochs show that it learns; a step costs the same
        project=str(scratch),
    )

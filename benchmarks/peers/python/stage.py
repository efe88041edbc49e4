"""Performs one side of a comparison: a round of work for each line of standard input, until it ends.

The same words as the Java peers' WorkerMain: "ready", then "round UNITS SECONDS ANSWER" for each round. What libraries
print goes to standard error, so that the rounds are alone on standard output.
"""

import os
import sys
import time

READY = "ready"
MARK = "round"

_rounds = os.fdopen(os.dup(sys.stdout.fileno()), "w", buffering=1)
os.dup2(sys.stderr.fileno(), sys.stdout.fileno())


def ready():
    """Says that all that the rounds need is open."""
    print(READY, file=_rounds)


def called():
    """Waits for the next round; False when there is none."""
    return sys.stdin.readline() != ""


def tell(units, seconds, answer):
    """Says what a round was: how many photos or images, how long it took, and what came out."""
    print(MARK, units, seconds, answer, file=_rounds)


def perform(units, work):
    """Performs until standard input ends; what `work` returns is the answer of a round."""
    ready()
    while called():
        start = time.perf_counter()
        answer = work()
        tell(units, time.perf_counter() - start, answer)

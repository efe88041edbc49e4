"""A worker for each of two cores, on a free port of this machine."""

bind = "127.0.0.1:0"
workers = 2
backlog = 256


def when_ready(server):
    """Says where it listens, in the words that the benchmark waits for."""
    print("listens on http://127.0.0.1:%d" % server.LISTENERS[0].getsockname()[1], flush=True)

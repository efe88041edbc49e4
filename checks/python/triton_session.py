"""A whole session of tritonclient against a server: python triton_session.py HOST:PORT PHOTO.jpg"""

import base64
import json
import sys

import numpy as np
import tritonclient.http as triton

address, path = sys.argv[1:]
photo = open(path, "rb").read()
client = triton.InferenceServerClient(address, concurrency=4)


def refused(call, status, words):
    try:
        call()
    except triton.InferenceServerException as failure:
        assert str(failure.status()) == str(status), failure
        assert words in failure.message(), failure
        return
    raise AssertionError(f"not refused: {words}")


# What is here.
assert client.is_server_live() and client.is_server_ready()
extensions = client.get_server_metadata()["extensions"]
assert {"classification", "binary_tensor_data", "statistics", "model_configuration"} <= set(extensions)
model = client.get_model_metadata("greengrocer")
(version,) = model["versions"]
assert client.is_model_ready("greengrocer")
assert client.is_model_ready("greengrocer", version)
assert not client.is_model_ready("greengrocer", "7")
assert client.get_model_metadata("greengrocer", version)["versions"] == [version]
assert client.get_model_config("greengrocer")["max_batch_size"] == 16
assert client.get_model_config("greengrocer", version)["name"] == "greengrocer"
assert client.get_model_repository_index()[0]["state"] == "READY"
refused(lambda: client.get_model_metadata("greengrocer", "7"), 404, version)
refused(lambda: client.get_trace_settings(), 404, "served are /v2")


# Photos, in every way of sending them.
def image(photos, binary):
    tensor = triton.InferInput("image", [len(photos)], "BYTES")
    values = photos if binary else [base64.b64encode(one) for one in photos]
    tensor.set_data_from_numpy(np.array(values, dtype=np.object_), binary_data=binary)
    return tensor


def infer(inputs, **options):
    return client.infer("greengrocer", [inputs], **options)


expected = infer(image([photo], True)).as_numpy("label").tolist()
for binary in (True, False):
    for packed in (None, "gzip", "deflate"):
        for asked in ("", version):
            answer = infer(
                image([photo] * 2, binary),
                model_version=asked,
                request_id="q1",
                request_compression_algorithm=packed,
                response_compression_algorithm=packed,
            )
            assert answer.as_numpy("label").tolist() == expected * 2
            assert answer.get_response()["id"] == "q1"
            assert answer.get_response()["model_version"] == version
refused(lambda: infer(image([photo], True), model_version="7"), 404, version)
assert len(infer(image([photo] * 16, True)).as_numpy("label")) == 16

# Outputs and classes.
outputs = [triton.InferRequestedOutput("probabilities", class_count=3), triton.InferRequestedOutput("label")]
answer = infer(image([photo], True), outputs=outputs)
best = answer.as_numpy("probabilities")[0]
assert len(best) == 3
value, index, label = (best[0].decode() if isinstance(best[0], bytes) else best[0]).split(":", 2)
assert [label] == [one.decode() if isinstance(one, bytes) else one for one in answer.as_numpy("label")]
assert 0 < float(value) <= 1

# Tensors.
_, channels, height, width = model["inputs"][1]["shape"]
for binary in (True, False):
    tensor = triton.InferInput("tensor", [2, channels, height, width], "FP32")
    tensor.set_data_from_numpy(np.zeros((2, channels, height, width), dtype=np.float32), binary_data=binary)
    rows = infer(tensor, request_compression_algorithm="gzip").as_numpy("probabilities")
    assert np.allclose(rows.sum(axis=1), 1, atol=1e-3)
wrong = triton.InferInput("x", [1, channels, height, width], "FP32")
wrong.set_data_from_numpy(np.zeros((1, channels, height, width), dtype=np.float32))
refused(lambda: infer(wrong), 400, "'image' (BYTES) or 'tensor' (FP32)")

# Many at once.
waiting = [client.async_infer("greengrocer", [image([photo], True)]) for _ in range(20)]
assert all(one.get_result().as_numpy("label").tolist() == expected for one in waiting)
figures = client.get_inference_statistics("greengrocer")["model_stats"][0]
assert figures["version"] == version and figures["inference_count"] >= 40
assert client.get_inference_statistics("greengrocer", version)["model_stats"][0]["version"] == version
print(json.dumps({"answered": figures["inference_count"]}))

package dev.greengrocer.web.prediction;

import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.web.Problem;
import dev.greengrocer.web.RefusedException;
import dev.greengrocer.web.prediction.InferenceBodies.Input;
import dev.greengrocer.web.prediction.InferenceBodies.Request;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The body of an inference request: JSON, and behind it the values of those tensors that the JSON
 * holds none of.
 *
 * <p>Image bytes stand as base 64 in the JSON, or behind it as the protocol's binary extension lays
 * them out: each element after its length, four bytes, little-endian.
 */
final class InferenceInput {

  static final String IMAGE = "image";
  static final String TENSOR = "tensor";
  static final String BYTES = "BYTES";
  static final String FP32 = "FP32";

  private static final int MOST_IMAGES = 16;
  private static final JsonMapper JSON = new JsonMapper();

  private final Request request;
  private final Input input;
  private final byte @Nullable [] binary;

  private InferenceInput(Request request, Input input, byte @Nullable [] binary) {
    this.request = request;
    this.input = input;
    this.binary = binary;
  }

  /**
   * Reads a body.
   *
   * @param headerLength bytes of the JSON when values follow it, else null
   * @throws RefusedException if it does not follow the protocol
   */
  static InferenceInput read(byte[] body, @Nullable Integer headerLength) {
    int length = headerLength == null ? body.length : headerLength;
    if (length < 0 || length > body.length) {
      throw invalid(
          "Inference-Header-Content-Length %d: the body has %d bytes"
              .formatted(length, body.length));
    }
    Request request;
    try {
      request = JSON.readValue(body, 0, length, Request.class);
    } catch (JacksonException e) {
      throw new RefusedException(
          Problem.INVALID_REQUEST, "The JSON is none of an inference request", e);
    }
    List<Input> inputs = request.inputs();
    if (inputs == null || inputs.size() != 1) {
      throw invalid("inputs: must be one, '%s' or '%s'".formatted(IMAGE, TENSOR));
    }
    return new InferenceInput(request, inputs.get(0), values(inputs.get(0), body, length));
  }

  private static byte @Nullable [] values(Input input, byte[] body, int from) {
    Map<String, Object> parameters = input.parameters();
    Object size = parameters == null ? null : parameters.get("binary_data_size");
    if (size == null) {
      return null;
    }
    if (!(size instanceof Integer number) || number < 0 || number > body.length - from) {
      throw invalid(
          "binary_data_size %s: %d bytes follow the JSON".formatted(size, body.length - from));
    }
    return Arrays.copyOfRange(body, from, from + number);
  }

  /** The caller's name of the request, or null. */
  @Nullable String id() {
    return request.id();
  }

  /** The names of the outputs that the caller asks for; empty for all. */
  List<String> wanted() {
    return request.outputs() == null
        ? List.of()
        : request.outputs().stream().map(InferenceBodies.Wanted::name).toList();
  }

  /** Whether the input is a tensor, not images. */
  boolean isTensor() {
    return input.datatype().equals(FP32);
  }

  /**
   * The photos.
   *
   * @throws RefusedException if the input is none of photos
   */
  List<byte[]> images() {
    if (!input.datatype().equals(BYTES)) {
      throw invalid("datatype '%s': must be %s or %s".formatted(input.datatype(), BYTES, FP32));
    }
    long count = input.shape().stream().reduce(1L, (a, b) -> a * b);
    if (count < 1 || count > MOST_IMAGES) {
      throw invalid("shape %s: must be 1 to %d photos".formatted(input.shape(), MOST_IMAGES));
    }
    List<byte[]> images = binary == null ? fromJson() : fromBinary(binary);
    if (images.size() != count) {
      throw invalid("shape %s: there are %d photos".formatted(input.shape(), images.size()));
    }
    return images;
  }

  private List<byte[]> fromJson() {
    List<byte[]> images = new ArrayList<>();
    try {
      for (JsonNode element : elements()) {
        images.add(Base64.getDecoder().decode(element.asString("")));
      }
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          Problem.INVALID_REQUEST, "data: photos in JSON must be base 64", e);
    }
    return images;
  }

  private static List<byte[]> fromBinary(byte[] values) {
    ByteBuffer buffer = ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> images = new ArrayList<>();
    while (buffer.hasRemaining()) {
      int length = buffer.remaining() < Integer.BYTES ? -1 : buffer.getInt();
      if (length < 0 || length > buffer.remaining()) {
        throw invalid("binary data: each photo must follow its length in four bytes");
      }
      byte[] image = new byte[length];
      buffer.get(image);
      images.add(image);
    }
    return images;
  }

  /**
   * The tensor.
   *
   * @throws RefusedException if its shape is none that the model takes
   */
  ImageTensor tensor(Preprocessing preprocessing) {
    int side = preprocessing.size();
    List<Long> shape = input.shape();
    boolean fits =
        shape.size() == 4
            && shape.get(0) >= 1
            && shape.get(0) <= MOST_IMAGES
            && shape
                .subList(1, 4)
                .equals(List.of((long) Preprocessing.CHANNELS, (long) side, (long) side));
    if (!fits) {
      throw invalid(
          "shape %s: must be [N, %d, %d, %d] with N from 1 to %d"
              .formatted(shape, Preprocessing.CHANNELS, side, side, MOST_IMAGES));
    }
    int count = shape.get(0).intValue();
    float[] values = floats(count * Preprocessing.CHANNELS * side * side);
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw invalid("data: holds %s; every number must be finite".formatted(value));
      }
    }
    return new ImageTensor(count, Preprocessing.CHANNELS, side, side, values);
  }

  private float[] floats(int count) {
    float[] values = new float[count];
    if (binary != null) {
      checkCount(binary.length / Float.BYTES, count);
      ByteBuffer.wrap(binary).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
      return values;
    }
    int filled = fill(elements(), values, 0);
    checkCount(filled, count);
    return values;
  }

  // The protocol allows values in one row as well as nested like the shape.
  private static int fill(JsonNode node, float[] values, int from) {
    int at = from;
    for (JsonNode element : node) {
      if (element.isArray()) {
        at = fill(element, values, at);
      } else {
        if (!element.isNumber()) {
          throw invalid("data: holds %s; it must be numbers".formatted(element));
        }
        if (at < values.length) {
          values[at] = element.floatValue();
        }
        at++;
      }
    }
    return at;
  }

  private static void checkCount(int found, int wanted) {
    if (found != wanted) {
      throw invalid("data: %d numbers where the shape wants %d".formatted(found, wanted));
    }
  }

  private JsonNode elements() {
    JsonNode data = input.data();
    if (data == null || !data.isArray()) {
      throw invalid("input '%s': has no data".formatted(input.name()));
    }
    return data;
  }

  static RefusedException invalid(String message) {
    return new RefusedException(Problem.INVALID_REQUEST, message);
  }
}

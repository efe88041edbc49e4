package dev.greengrocer.web.inference;

import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.web.prediction.SpooledUpload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * The body of an inference request: JSON, and behind it the values of those tensors that the JSON
 * holds none of.
 *
 * <p>Image bytes are base 64 in the JSON, or behind it as the protocol's binary extension lays them
 * out: each element after its length, four bytes, little-endian.
 */
public final class InferenceInput {

  static final String IMAGE = "image";
  static final String TENSOR = "tensor";
  public static final String BYTES = "BYTES";
  static final String FP32 = "FP32";

  /** The inputs of the model, in words. */
  static final String INPUTS = "'image' (BYTES) or 'tensor' (FP32)";

  // Names of members are the caller's: none of them is kept for the next request.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
          .build();

  private final InferenceJson.Request request;
  private final InferenceJson.Input input;
  private final List<Long> shape;
  private final byte @Nullable [] binary;

  private InferenceInput(InferenceJson.Request request, byte @Nullable [] binary) {
    this.request = request;
    this.input = request.input();
    this.shape = input.shape == null ? List.of() : input.shape;
    this.binary = binary;
  }

  /**
   * Reads a body.
   *
   * @param headerLength bytes of the JSON when values follow it, else null
   * @param preprocessing what a tensor must look like
   * @throws RefusedException if it does not follow the protocol
   */
  static InferenceInput read(
      SpooledUpload body, @Nullable Integer headerLength, Preprocessing preprocessing)
      throws IOException {
    long length = body.length();
    if (headerLength != null && (headerLength < 0 || headerLength > length)) {
      throw invalid(
          "Inference-Header-Content-Length %d: the body has %d bytes"
              .formatted(headerLength, length));
    }
    try (InputStream bytes = body.open()) {
      InferenceJson.Request request =
          headerLength == null
              ? json(bytes, preprocessing)
              : json(new ByteArrayInputStream(bytes.readNBytes(headerLength)), preprocessing);
      checkName(request.input());
      return new InferenceInput(
          request,
          values(request.input(), bytes, headerLength == null ? 0 : (int) (length - headerLength)));
    }
  }

  private static InferenceJson.Request json(InputStream bytes, Preprocessing preprocessing) {
    int mostNumbers =
        Math.multiplyExact(
            InferenceJson.MOST_ELEMENTS * Preprocessing.CHANNELS,
            Math.multiplyExact(preprocessing.size(), preprocessing.size()));
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
      return InferenceJson.read(parser, mostNumbers);
    } catch (JacksonException e) {
      throw new RefusedException(
          Problem.INVALID_REQUEST,
          "The body is not the JSON of an inference request: line %d, column %d"
              .formatted(
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                  e.getLocation() == null ? 1 : e.getLocation().getColumnNr()),
          e);
    }
  }

  private static void checkName(InferenceJson.Input input) {
    String wanted = TENSOR.equals(input.name) ? FP32 : IMAGE.equals(input.name) ? BYTES : null;
    if (wanted == null) {
      throw invalid("input '%s': the model has %s".formatted(input.name, INPUTS));
    }
    if (!wanted.equals(input.datatype)) {
      throw invalid(
          "datatype '%s' of input '%s': must be %s".formatted(input.datatype, input.name, wanted));
    }
  }

  private static byte @Nullable [] values(InferenceJson.Input input, InputStream bytes, int left)
      throws IOException {
    Integer size = input.binarySize;
    if (size == null) {
      if (left > 0) {
        throw invalid(
            "%d bytes follow the JSON, and no binary_data_size claims them".formatted(left));
      }
      if (!input.hasData) {
        throw invalid("input '%s': has no data".formatted(input.name));
      }
      return null;
    }
    if (input.hasData) {
      throw invalid("input '%s': has data and binary_data_size".formatted(input.name));
    }
    if (size != left) {
      throw invalid("binary_data_size %d: %d bytes follow the JSON".formatted(size, left));
    }
    return bytes.readNBytes(size);
  }

  /** The caller's name of the request, or null. */
  @Nullable String id() {
    return request.id();
  }

  /** The device or place that the caller names, or null. */
  @Nullable String station() {
    return request.station();
  }

  /** The outputs that the caller asks for; empty for all. */
  List<InferenceJson.Wanted> wanted() {
    return request.wanted();
  }

  /** Whether the input is a tensor, not images. */
  boolean isTensor() {
    return TENSOR.equals(input.name);
  }

  /**
   * The photos.
   *
   * @throws RefusedException if their number is not that of the shape
   */
  List<byte[]> images() {
    long count = 1;
    for (long side : shape) {
      // A product of small numbers: nothing overflows before it is refused.
      count = side < 1 || side > InferenceJson.MOST_ELEMENTS ? 0 : count * side;
      if (count < 1 || count > InferenceJson.MOST_ELEMENTS) {
        throw invalid(
            "shape %s: must be 1 to %d photos".formatted(shape, InferenceJson.MOST_ELEMENTS));
      }
    }
    if (input.numberCount > 0) {
      throw invalid("data: holds numbers; photos in JSON must be base 64");
    }
    List<byte[]> images = binary == null ? input.photos : fromBinary(binary);
    if (images.size() != count || shape.isEmpty()) {
      throw invalid("shape %s: there are %d photos".formatted(shape, images.size()));
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
      if (images.size() == InferenceJson.MOST_ELEMENTS) {
        throw invalid("binary data: more than %d photos".formatted(InferenceJson.MOST_ELEMENTS));
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
    boolean fits =
        shape.size() == 4
            && shape.get(0) >= 1
            && shape.get(0) <= InferenceJson.MOST_ELEMENTS
            && shape
                .subList(1, 4)
                .equals(List.of((long) Preprocessing.CHANNELS, (long) side, (long) side));
    if (!fits) {
      throw invalid(
          "shape %s: must be [N, %d, %d, %d] with N from 1 to %d"
              .formatted(shape, Preprocessing.CHANNELS, side, side, InferenceJson.MOST_ELEMENTS));
    }
    int count = shape.get(0).intValue();
    float[] values = floats(count * Preprocessing.CHANNELS * side * side);
    return new ImageTensor(count, Preprocessing.CHANNELS, side, side, values);
  }

  private float[] floats(int count) {
    if (binary == null) {
      if (!input.photos.isEmpty()) {
        throw invalid("data: holds texts; it must be numbers");
      }
      checkCount(input.numberCount, count);
      return input.numbers.length == count ? input.numbers : Arrays.copyOf(input.numbers, count);
    }
    if (binary.length != (long) count * Float.BYTES) {
      throw invalid(
          "binary_data_size %d: the shape wants %d"
              .formatted(binary.length, (long) count * Float.BYTES));
    }
    float[] values = new float[count];
    ByteBuffer.wrap(binary).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    for (int i = 0; i < count; i++) {
      if (!Float.isFinite(values[i])) {
        throw invalid("data[%d]: %s; every number must be finite".formatted(i, values[i]));
      }
    }
    return values;
  }

  private static void checkCount(int found, int wanted) {
    if (found != wanted) {
      throw invalid("data: %d numbers where the shape wants %d".formatted(found, wanted));
    }
  }

  static RefusedException invalid(String message) {
    return new RefusedException(Problem.INVALID_REQUEST, message);
  }
}

package dev.greengrocer.training.network;

import dev.greengrocer.InvalidModelException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.Json;
import dev.greengrocer.files.RegularFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads weights in the safetensors format: eight bytes of header length, little-endian, a JSON
 * header that gives each array its type, shape and place, then the raw numbers (<a
 * href="https://huggingface.co/docs/safetensors">format</a>). Stateless.
 */
public final class Safetensors {

  /** How such files are named. */
  public static final String SUFFIX = ".safetensors";

  /** What an array of Java holds. */
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private static final String METADATA = "__metadata__";
  private static final int LONGEST_SHOWN = 30;

  private Safetensors() {}

  /**
   * Reads every array, in the order in which they lie in the file.
   *
   * @throws StorageException if the file cannot be read
   * @throws InvalidModelException if it is not in this format, is cut off, or holds another type
   *     than {@code F32}
   */
  public static Weights read(Path file) {
    byte[] bytes;
    try {
      if (RegularFile.size(file) > LARGEST) {
        throw invalid(file, "it has more than %d bytes".formatted(LARGEST));
      }
      bytes = RegularFile.read(file, LARGEST);
    } catch (IOException e) {
      throw StorageException.reading(file, e);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long headerLength = bytes.length < Long.BYTES ? -1 : buffer.getLong();
    if (headerLength < 2 || headerLength > buffer.remaining()) {
      throw invalid(file, "its first eight bytes give no length of a header within the file");
    }
    byte[] header = new byte[(int) headerLength];
    buffer.get(header);
    return new Weights(tensors(file, parse(file, header), buffer.slice()));
  }

  private static JsonNode parse(Path file, byte[] header) {
    try {
      return Json.MAPPER.readTree(new String(header, StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw new InvalidModelException(
          "%s: not a safetensors file (its header is not JSON); download it again".formatted(file),
          e);
    }
  }

  private static List<NamedTensor> tensors(Path file, JsonNode header, ByteBuffer data) {
    List<Map.Entry<String, JsonNode>> entries = new ArrayList<>(header.properties());
    entries.removeIf(entry -> entry.getKey().equals(METADATA));
    entries.sort(Comparator.comparingLong(entry -> offset(entry.getValue(), 0)));
    if (entries.isEmpty()) {
      throw invalid(file, "it holds no arrays");
    }
    return entries.stream()
        .map(entry -> tensor(file, entry.getKey(), entry.getValue(), data))
        .toList();
  }

  private static NamedTensor tensor(Path file, String name, JsonNode entry, ByteBuffer data) {
    String type = entry.path("dtype").asString("");
    if (!type.equals("F32")) {
      throw invalid(file, "array '%s' is of type '%s', not F32".formatted(name, type));
    }
    List<Integer> shape =
        entry.path("shape").valueStream().map(length -> length(file, name, length)).toList();
    long size = 1;
    for (int length : shape) {
      size = Math.min(size * length, Integer.MAX_VALUE); // more than any file holds
    }
    long from = offset(entry, 0);
    long to = offset(entry, 1);
    if (from < 0 || to > data.limit() || to - from != size * Float.BYTES) {
      throw invalid(
          file,
          "array '%s' of shape %s lies at bytes %d to %d of %d"
              .formatted(name, shape, from, to, data.limit()));
    }
    float[] values = new float[(int) size];
    data.slice((int) from, (int) (to - from))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return new NamedTensor(name, shape, values);
  }

  private static int length(Path file, String name, JsonNode length) {
    if (!length.isIntegralNumber() || !length.canConvertToInt() || length.intValue() < 0) {
      throw invalid(file, "array '%s' has the length %s".formatted(name, shortened(length)));
    }
    return length.intValue();
  }

  private static String shortened(JsonNode value) {
    String text = value.toString();
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
  }

  /** A place in the file; below 0 where none is given. */
  private static long offset(JsonNode entry, int which) {
    JsonNode offset = entry.path("data_offsets").path(which);
    return offset.isIntegralNumber() && offset.canConvertToLong() ? offset.longValue() : -1;
  }

  private static InvalidModelException invalid(Path file, String reason) {
    return new InvalidModelException(
        "%s: not a whole safetensors file: %s; download it again".formatted(file, reason));
  }
}

package dev.greengrocer.web.inference;

import dev.greengrocer.ledger.RefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Base64Variant;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the JSON of an inference request token by token: numbers go straight into floats and base
 * 64 into bytes, so that a body never takes more memory than its values. Every fault names its
 * place.
 */
final class InferenceJson {

  /** Elements of one input, photos or rows. */
  static final int MOST_ELEMENTS = 16;

  private static final int MOST_MEMBERS = 64;
  private static final int MOST_DIMENSIONS = 8;
  private static final int MOST_OUTPUTS = 16;
  private static final int LONGEST_TEXT = 200;
  private static final Base64Variant BASE_64 =
      Base64Variants.MIME_NO_LINEFEEDS.withPaddingAllowed();

  private final JsonParser parser;
  private final int mostNumbers;

  private @Nullable String id;
  private @Nullable String station;
  private @Nullable Input input;
  private final List<Wanted> wanted = new ArrayList<>();

  private InferenceJson(JsonParser parser, int mostNumbers) {
    this.parser = parser;
    this.mostNumbers = mostNumbers;
  }

  /**
   * A request.
   *
   * @param id the caller's name of it, or null
   * @param station the device or place that the caller names in the parameters, or null
   * @param input its only input
   * @param wanted the outputs that the caller asks for; none for all
   */
  record Request(@Nullable String id, @Nullable String station, Input input, List<Wanted> wanted) {
    Request {
      wanted = List.copyOf(wanted);
    }
  }

  /** An output that the caller asks for; classes is 0 when the tensor itself is wanted. */
  record Wanted(String name, int classes) {}

  /** The only input of a request. Its values are those of the JSON, of one kind or of none. */
  static final class Input {
    @Nullable String name;
    @Nullable String datatype;
    @Nullable List<Long> shape;
    @Nullable Integer binarySize;
    boolean hasData;
    final List<byte[]> photos = new ArrayList<>();
    float[] numbers = {};
    int numberCount;
  }

  /**
   * Reads a request to its end.
   *
   * @param mostNumbers numbers that the largest input of the model has
   * @throws RefusedException if it does not follow the protocol
   * @throws JacksonException if it is not JSON
   */
  static Request read(JsonParser parser, int mostNumbers) {
    InferenceJson reader = new InferenceJson(parser, mostNumbers);
    parser.nextToken();
    reader.members("", reader::member);
    if (parser.nextToken() != null) {
      throw InferenceInput.invalid("The JSON goes on after the end of the request");
    }
    if (reader.input == null) {
      throw InferenceInput.invalid("inputs: must be one, %s".formatted(InferenceInput.INPUTS));
    }
    return new Request(reader.id, reader.station, reader.input, reader.wanted);
  }

  private interface Member {
    void read(String name, String path);
  }

  private void member(String name, String path) {
    switch (name) {
      case "id" -> id = text(path);
      case "inputs" -> elements(path, 1, this::readInput);
      case "parameters" ->
          members(
              path,
              (parameter, at) -> {
                if (parameter.equals("station")) {
                  station = text(at);
                } else {
                  skip(at);
                }
              });
      case "outputs" -> elements(path, MOST_OUTPUTS, this::readWanted);
      default -> skip(path);
    }
  }

  private void readInput(String path) {
    if (input != null) {
      throw InferenceInput.invalid("inputs: must be one, %s".formatted(InferenceInput.INPUTS));
    }
    Input read = new Input();
    input = read;
    members(
        path,
        (name, place) -> {
          switch (name) {
            case "name" -> read.name = text(place);
            case "datatype" -> read.datatype = text(place);
            case "shape" -> read.shape = shape(place);
            case "data" -> data(place, read);
            case "parameters" ->
                members(
                    place,
                    (parameter, at) -> {
                      if (parameter.equals("binary_data_size")) {
                        read.binarySize = integer(at, 0);
                      } else {
                        skip(at);
                      }
                    });
            default -> skip(place);
          }
        });
    require(path + ".name", read.name);
    require(path + ".datatype", read.datatype);
    require(path + ".shape", read.shape);
  }

  private void readWanted(String path) {
    String[] name = new String[1];
    int[] classes = new int[1];
    members(
        path,
        (member, place) -> {
          if (member.equals("name")) {
            name[0] = text(place);
          } else if (member.equals("parameters")) {
            members(
                place,
                (parameter, at) -> {
                  if (parameter.equals("classification")) {
                    classes[0] = integer(at, 1);
                  } else {
                    skip(at);
                  }
                });
          } else {
            skip(place);
          }
        });
    require(path + ".name", name[0]);
    wanted.add(new Wanted(name[0], classes[0]));
  }

  private static void require(String path, @Nullable Object value) {
    if (value == null) {
      throw InferenceInput.invalid("%s: is missing".formatted(path));
    }
  }

  private void members(String path, Member member) {
    expect(JsonToken.START_OBJECT, path.isEmpty() ? "the body" : path, "an object");
    Set<String> seen = new HashSet<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      String place = path.isEmpty() ? name : path + "." + name;
      if (!seen.add(name)) {
        throw InferenceInput.invalid("%s: given twice".formatted(shortened(place)));
      }
      if (seen.size() > MOST_MEMBERS) {
        throw InferenceInput.invalid(
            "%s: more than %d members".formatted(path.isEmpty() ? "the body" : path, MOST_MEMBERS));
      }
      parser.nextToken();
      refuseNull(place);
      member.read(name, place);
    }
  }

  private interface Element {
    void read(String path);
  }

  private void elements(String path, int most, Element element) {
    expect(JsonToken.START_ARRAY, path, "an array");
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      if (i >= most) {
        throw InferenceInput.invalid("%s: more than %d".formatted(path, most));
      }
      String place = "%s[%d]".formatted(path, i);
      refuseNull(place);
      element.read(place);
    }
  }

  private List<Long> shape(String path) {
    List<Long> shape = new ArrayList<>();
    elements(
        path,
        MOST_DIMENSIONS,
        place -> {
          expect(JsonToken.VALUE_NUMBER_INT, place, "a whole number");
          shape.add(parser.getLongValue());
        });
    return List.copyOf(shape);
  }

  /** The protocol allows values in one row as well as nested like the shape. */
  private void data(String path, Input read) {
    expect(JsonToken.START_ARRAY, path, "an array");
    read.hasData = true;
    int depth = 1;
    for (int at = 0; depth > 0; ) {
      JsonToken token = parser.nextToken();
      switch (token) {
        case START_ARRAY -> {
          if (++depth > MOST_DIMENSIONS) {
            throw InferenceInput.invalid("%s: nested too deeply".formatted(path));
          }
        }
        case END_ARRAY -> depth--;
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
          if (!read.photos.isEmpty()) {
            throw mixed(path, at);
          }
          add(read, number(path, at));
          at++;
        }
        case VALUE_STRING -> {
          if (read.numberCount > 0) {
            throw mixed(path, at);
          }
          if (read.photos.size() == MOST_ELEMENTS) {
            throw InferenceInput.invalid("%s: more than %d photos".formatted(path, MOST_ELEMENTS));
          }
          read.photos.add(photo(path, at));
          at++;
        }
        default ->
            throw InferenceInput.invalid(
                "%s[%d]: %s; must be a number, or a photo in base 64"
                    .formatted(path, at, words(token)));
      }
    }
  }

  private static RefusedException mixed(String path, int at) {
    return InferenceInput.invalid("%s[%d]: numbers and texts in one input".formatted(path, at));
  }

  private float number(String path, int at) {
    float value = parser.getFloatValue();
    if (!Float.isFinite(value)) {
      throw InferenceInput.invalid(
          "%s[%d]: %s; every number must be finite in 32 bits"
              .formatted(path, at, shortened(parser.getString())));
    }
    return value;
  }

  private void add(Input read, float value) {
    if (read.numberCount == mostNumbers) {
      throw InferenceInput.invalid(
          "data: more than the %d numbers of %d photos".formatted(mostNumbers, MOST_ELEMENTS));
    }
    if (read.numberCount == read.numbers.length) {
      int longer = Math.max(1024, (int) Math.min(mostNumbers, 2L * read.numbers.length));
      read.numbers = Arrays.copyOf(read.numbers, longer);
    }
    read.numbers[read.numberCount++] = value;
  }

  private byte[] photo(String path, int at) {
    try {
      return parser.getBinaryValue(BASE_64);
    } catch (JacksonException e) {
      throw InferenceInput.invalid("%s[%d]: photos in JSON must be base 64".formatted(path, at));
    }
  }

  private String text(String path) {
    expect(JsonToken.VALUE_STRING, path, "text");
    String text = parser.getString();
    if (text.length() > LONGEST_TEXT) {
      throw InferenceInput.invalid(
          "%s: %d characters; at most %d".formatted(path, text.length(), LONGEST_TEXT));
    }
    return text;
  }

  private int integer(String path, int least) {
    expect(JsonToken.VALUE_NUMBER_INT, path, "a whole number");
    long value = parser.getLongValue();
    if (value < least || value > Integer.MAX_VALUE) {
      throw InferenceInput.invalid(
          "%s %d: must be %d to %d".formatted(path, value, least, Integer.MAX_VALUE));
    }
    return (int) value;
  }

  /** Reads past a value that says nothing to this server. */
  private void skip(String path) {
    int depth = 0;
    JsonToken token = parser.currentToken();
    while (true) {
      switch (token) {
        case START_ARRAY, START_OBJECT -> depth++;
        case END_ARRAY, END_OBJECT -> depth--;
        case VALUE_NULL ->
            throw InferenceInput.invalid("%s: null; leave it out".formatted(shortened(path)));
        default -> {
          // Nothing to see.
        }
      }
      if (depth == 0) {
        return;
      }
      token = parser.nextToken();
    }
  }

  private void refuseNull(String path) {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      throw InferenceInput.invalid("%s: null; leave it out".formatted(shortened(path)));
    }
  }

  private void expect(JsonToken wanted, String path, String words) {
    JsonToken token = parser.currentToken();
    if (token != wanted) {
      throw InferenceInput.invalid(
          "%s: %s; must be %s".formatted(shortened(path), words(token), words));
    }
  }

  private static String words(@Nullable JsonToken token) {
    if (token == null) {
      return "nothing";
    }
    return switch (token) {
      case START_OBJECT, END_OBJECT -> "an object";
      case START_ARRAY, END_ARRAY -> "an array";
      case VALUE_STRING -> "text";
      case VALUE_NUMBER_INT -> "a whole number";
      case VALUE_NUMBER_FLOAT -> "a number with decimals";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      case VALUE_NULL -> "null";
      default -> "something else";
    };
  }

  private static String shortened(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}

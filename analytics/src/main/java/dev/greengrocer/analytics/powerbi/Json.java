package dev.greengrocer.analytics.powerbi;

import static dev.greengrocer.files.Json.document;

import java.util.LinkedHashMap;
import java.util.Map;

/** JSON whose bytes are the same on every system. Stateless. */
final class Json {

  private Json() {}

  /** An object of names and values in turn, in this order. */
  static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }

  static String text(Map<String, Object> object) {
    return document(object);
  }
}

package dev.greengrocer.web.page;

import dev.greengrocer.files.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The texts that scripts show, as the JSON that a page brings along for {@code js/messages.js}. */
@Component
class ScriptTexts {

  private static final String PREFIX = "script.";

  /** Words that pages and scripts share; their keys are whole. */
  private static final List<String> SHARED = List.of("decision.", "reason.");

  /** What scripts replace themselves; no text has more values. */
  private static final Object[] PLACES = {"{0}", "{1}", "{2}"};

  private final PageMessages messages;
  private final Map<Locale, String> texts = new ConcurrentHashMap<>();

  ScriptTexts(PageMessages messages) {
    this.messages = messages;
  }

  /** All of them; no character ends the element that holds them. */
  String in(Locale language) {
    return texts.computeIfAbsent(language, this::write);
  }

  private String write(Locale language) {
    Map<String, String> found = new TreeMap<>();
    for (String key : messages.keys(language)) {
      if (key.startsWith(PREFIX)) {
        found.put(key.substring(PREFIX.length()), messages.getMessage(key, PLACES, language));
      } else if (SHARED.stream().anyMatch(key::startsWith)) {
        found.put(key, messages.getMessage(key, PLACES, language));
      }
    }
    return Json.MAPPER.writeValueAsString(found).replace("<", "\\u003c");
  }
}

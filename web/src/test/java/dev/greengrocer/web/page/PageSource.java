package dev.greengrocer.web.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTML as its reader sees it: the texts between the tags, and the attributes of each tag. It reads
 * what this project writes, with every attribute in double quotes, and no other HTML.
 *
 * @param texts what is between tags, but for code, keys, scripts and what Thymeleaf replaces
 * @param tags the attributes of each tag
 */
record PageSource(List<String> texts, List<Map<String, String>> tags) {

  private static final Pattern PIECE =
      Pattern.compile(
          "<!--.*?-->|<!DOCTYPE[^>]*>|</([\\w:-]+)\\s*>|<([a-zA-Z][\\w:-]*)((?:[^>\"]|\"[^\"]*\")*)>",
          Pattern.DOTALL);
  private static final Pattern ATTRIBUTE = Pattern.compile("([\\w:.-]+)=\"([^\"]*)\"");
  private static final Set<String> VOID =
      Set.of("input", "img", "br", "meta", "link", "rect", "path", "use", "polyline");
  private static final Set<String> NO_WORDS = Set.of("code", "kbd", "script", "style");

  PageSource {
    texts = List.copyOf(texts);
    tags = List.copyOf(tags);
  }

  /** The source of a template, or a page with all its words. */
  static PageSource of(String html) {
    return of(html, false);
  }

  /** A page without what stays as it is in every language: what {@code translate="no"} holds. */
  static PageSource toTranslate(String html) {
    return of(html, true);
  }

  private static PageSource of(String html, boolean isForTranslation) {
    List<String> texts = new ArrayList<>();
    List<Map<String, String>> tags = new ArrayList<>();
    Deque<String> open = new ArrayDeque<>();
    int silent = 0; // how many of the open elements have no words of their own
    Deque<Boolean> silences = new ArrayDeque<>();
    int at = 0;
    Matcher piece = PIECE.matcher(html);
    while (piece.find()) {
      if (silent == 0) {
        texts.add(html.substring(at, piece.start()));
      }
      at = piece.end();
      if (piece.group(2) != null) {
        String name = piece.group(2).toLowerCase(Locale.ROOT);
        Map<String, String> attributes = attributes(piece.group(3));
        tags.add(attributes);
        if (!VOID.contains(name) && !piece.group(3).endsWith("/")) {
          boolean isSilent =
              NO_WORDS.contains(name)
                  || attributes.containsKey("th:text")
                  || attributes.containsKey("th:utext")
                  || (isForTranslation && "no".equals(attributes.get("translate")));
          open.push(name);
          silences.push(isSilent);
          silent += isSilent ? 1 : 0;
        }
      } else if (piece.group(1) != null) {
        String name = piece.group(1).toLowerCase(Locale.ROOT);
        while (!open.isEmpty()) {
          silent -= silences.pop() ? 1 : 0;
          if (open.pop().equals(name)) {
            break;
          }
        }
      }
    }
    texts.add(html.substring(at));
    return new PageSource(texts, tags);
  }

  private static Map<String, String> attributes(String source) {
    Map<String, String> attributes = new TreeMap<>();
    Matcher attribute = ATTRIBUTE.matcher(source);
    while (attribute.find()) {
      attributes.put(attribute.group(1), attribute.group(2));
    }
    return attributes;
  }
}

package dev.greengrocer.web;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * The texts that Java chooses for a page, in the language in which the page is answered. Templates
 * reach it as {@code @texts}. What programs read (JSON, CSV, the books) never comes from here.
 */
@Component
public final class Texts {

  private final MessageSource messages;

  Texts(MessageSource messages) {
    this.messages = messages;
  }

  /**
   * The text of a key.
   *
   * @param values what stands in its places {@code {0}}, {@code {1}} …
   */
  public String of(String key, Object... values) {
    return messages.getMessage(key, values, LocaleContextHolder.getLocale());
  }

  /** The text of a key that may be missing, as that of a word in books of an earlier version. */
  public String orElse(String key, String otherwise) {
    return String.valueOf(
        messages.getMessage(key, null, otherwise, LocaleContextHolder.getLocale()));
  }

  /** What people call one of a fixed number of things, such as a role. */
  public String word(Enum<?> constant) {
    return of(key(constant));
  }

  /**
   * The key of such a word: {@code role.clerk}, or {@code experiment-state.running} of a class
   * within another.
   */
  public static String key(Enum<?> constant) {
    Class<?> type = constant.getDeclaringClass();
    String name = type.getName().substring(type.getPackageName().length() + 1).replace("$", "");
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT)
        + "."
        + constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

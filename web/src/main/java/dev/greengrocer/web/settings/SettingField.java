package dev.greengrocer.web.settings;

import dev.greengrocer.ledger.settings.Setting;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A setting as people see it; what they call it is in the file of texts.
 *
 * @param kind how it is typed
 * @param choices what it may be, for those that are chosen
 */
record SettingField(Setting setting, Kind kind, List<String> choices) {

  /**
   * A number whose only separator is a comma; with a point beside it, either may be of thousands.
   */
  private static final Pattern DECIMAL_COMMA = Pattern.compile("^(\\d+),(\\d+)$");

  /** How a setting is typed. */
  enum Kind {
    /** In one line. */
    TEXT,
    /** As a number, with a point or a comma before its decimals. */
    NUMBER,
    /** In several lines, which {@code |} separates in the setting. */
    ADDRESS,
    /** An entry on each line. */
    LIST,
    /** By a check mark. */
    FLAG,
    /** One of several. */
    CHOICE,
    /** Any of several. */
    CHOICES
  }

  SettingField {
    choices = List.copyOf(choices);
  }

  /** The name of its field on the page: {@code tax-rate} of {@code greengrocer.tax.rate}. */
  String id() {
    return id(setting.name());
  }

  /** The name of a setting as one word, without that of the program. */
  static String id(String setting) {
    return setting.substring(setting.indexOf('.') + 1).replace('.', '-');
  }

  /** The key of what people call it. */
  String labelKey() {
    return "setting." + id() + ".label";
  }

  /** What a setting's text is called on the page. */
  String shown(String text) {
    return switch (kind) {
      case ADDRESS ->
          Stream.of(text.split("\\|")).map(String::strip).collect(Collectors.joining("\n"));
      case LIST -> text.stripTrailing();
      default -> text;
    };
  }

  /**
   * The setting's text for what was typed or chosen.
   *
   * @param typed the values of the field; none when nothing is marked
   */
  String text(List<String> typed) {
    String first = typed.isEmpty() ? "" : typed.get(0);
    return switch (kind) {
      case TEXT, CHOICE -> first.strip();
      case NUMBER -> DECIMAL_COMMA.matcher(first.strip()).replaceFirst("$1.$2");
      case FLAG -> String.valueOf(!typed.isEmpty());
      case ADDRESS ->
          first
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .collect(Collectors.joining("|"));
      case LIST -> lines(first.lines());
      case CHOICES -> lines(choices.stream().filter(typed::contains));
    };
  }

  /** Whether two texts of the setting mean the same: spaces and empty lines do not matter. */
  boolean same(String one, String other) {
    return isChosen() ? plain(one).equalsIgnoreCase(plain(other)) : plain(one).equals(plain(other));
  }

  private boolean isChosen() {
    return kind == Kind.FLAG || kind == Kind.CHOICE || kind == Kind.CHOICES;
  }

  private String plain(String text) {
    return kind == Kind.FLAG || kind == Kind.CHOICES
        ? text.lines().map(String::strip).sorted().collect(Collectors.joining("\n"))
        : text(List.of(shown(text)));
  }

  private static String lines(Stream<String> entries) {
    return entries
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .map(entry -> entry + "\n")
        .collect(Collectors.joining());
  }
}

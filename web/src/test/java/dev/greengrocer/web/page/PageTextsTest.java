package dev.greengrocer.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.Decision;
import dev.greengrocer.Reason;
import dev.greengrocer.experiment.Experiment;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.figures.Drift;
import dev.greengrocer.ledger.label.WorthReviewing;
import dev.greengrocer.ledger.prediction.Source;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.ledger.sale.Lack;
import dev.greengrocer.ledger.sale.Payment;
import dev.greengrocer.ledger.settings.SettingSource;
import dev.greengrocer.ledger.stock.MovementKind;
import dev.greengrocer.web.Texts;
import dev.greengrocer.web.caller.Role;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people read comes from the file of texts: none is written into a template or a script. */
final class PageTextsTest {

  private static final Path RESOURCES = Path.of("src/main/resources");
  private static final Path JAVA = Path.of("src/main/java");
  private static final Path TEXTS = RESOURCES.resolve("messages/messages.properties");
  private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");

  /** What is written so in every language: units, and the name of the program. */
  private static final Set<String> NO_WORDS = Set.of("ms", "kg", "Greengrocer", "nbsp");

  /** Attributes that a browser shows, reads out, or a script shows. */
  private static final Set<String> SHOWN =
      Set.of(
          "title",
          "placeholder",
          "aria-label",
          "alt",
          "data-label",
          "data-confirm",
          "data-confirm-action");

  /** The start of keys whose end is known when the page is made. */
  private static final List<String> FAMILIES =
      List.of(
          "navigation.",
          "audit-action.",
          "customers.rows-",
          "dashboard.span-",
          "error.status-",
          "no-backup.",
          "experiment.chart-",
          "experiment.option-",
          "history.field-",
          "model.verdict-",
          "problem.",
          "setting.",
          "settings-at-start.",
          "settings-section.",
          "script.checkout.saving-before-",
          "script.checkout.correct-before-",
          "script.checkout.discount-before-");

  private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
  private static final Pattern INLINE = Pattern.compile("\\[\\[.*?]]", Pattern.DOTALL);
  private static final Pattern BARS = Pattern.compile("\\|[^|]*\\|");
  private static final Pattern BRACES = Pattern.compile("[$#@~]\\{(?:[^{}]|\\{[^{}]*})*}");

  /** A literal that is the value of an expression or a part of it: not compared, not a pattern. */
  private static final Pattern LITERAL =
      Pattern.compile("(?:^|[?:+=] ?)'([^']*)'|'([^']*)'(?= \\+)");

  private static final Pattern COMPARED = Pattern.compile("[=!]= '[^']*'");
  private static final Pattern SHOWN_ASSIGNMENT =
      Pattern.compile(
          "\\b(?:aria-label|title|placeholder|data-confirm)="
              + "(\\$\\{(?:[^{}]|\\{[^{}]*})*}|\\|[^|]*\\||'[^']*')");
  private static final Pattern SHOWN_PARAMETER =
      Pattern.compile(
          "\\b(?:title|text|action|label)=(\\$\\{(?:[^{}]|\\{[^{}]*})*}|\\|[^|]*\\||'[^']*')");
  private static final Pattern QUOTED = Pattern.compile("'([^']*)'");

  /** A key whose end is known when the page is made. */
  private static final Pattern MADE_KEY = Pattern.compile("#\\{\\|[^|]*\\|}");

  @Test
  void no_template_has_words_of_its_own() throws IOException {
    List<String> faults = new ArrayList<>();
    for (Path file : files(RESOURCES.resolve("templates"), ".html")) {
      PageSource source = PageSource.of(Files.readString(file));
      for (String text : source.texts()) {
        check(file, INLINE.matcher(text).replaceAll(""), faults);
      }
      for (Map<String, String> tag : source.tags()) {
        tag.forEach((name, value) -> checkAttribute(file, name, value, faults));
      }
    }
    assertThat(faults).isEmpty();
  }

  private static void checkAttribute(Path file, String name, String value, List<String> faults) {
    if (SHOWN.contains(name)) {
      check(file, value, faults);
    } else if (name.equals("th:text")
        || name.equals("th:utext")
        || (name.startsWith("th:") && SHOWN.contains(name.substring(3)))) {
      checkExpression(file, value, faults);
    } else if (name.equals("th:attr")) {
      checkEach(file, SHOWN_ASSIGNMENT.matcher(value), faults);
    } else if (name.equals("th:replace") && value.contains("(")) {
      checkEach(file, SHOWN_PARAMETER.matcher(value), faults);
      if (value.contains(":: entry(")) {
        Matcher quoted = QUOTED.matcher(BRACES.matcher(value).replaceAll("x"));
        while (quoted.find()) {
          String text = quoted.group(1);
          if (text.contains(" ") || !text.equals(text.toLowerCase(Locale.ROOT))) {
            check(file, text, faults);
          }
        }
      }
    }
  }

  private static void checkEach(Path file, Matcher values, List<String> faults) {
    while (values.find()) {
      checkExpression(file, values.group(1), faults);
    }
  }

  private static void checkExpression(Path file, String value, List<String> faults) {
    String expression = MADE_KEY.matcher(value).replaceAll("x");
    Matcher bars = BARS.matcher(expression);
    while (bars.find()) {
      check(file, BRACES.matcher(bars.group()).replaceAll(""), faults);
    }
    Matcher literal = LITERAL.matcher(COMPARED.matcher(expression).replaceAll("x"));
    while (literal.find()) {
      check(file, literal.group(1) == null ? literal.group(2) : literal.group(1), faults);
    }
  }

  private static void check(Path file, String text, List<String> faults) {
    if (hasWords(text)) {
      faults.add("%s: %s".formatted(file.getFileName(), text.strip()));
    }
  }

  private static boolean hasWords(String text) {
    return WORD.matcher(text).results().anyMatch(word -> !NO_WORDS.contains(word.group()));
  }

  // ---- Scripts -------------------------------------------------------------------------------

  private static final Pattern SCRIPT_COMMENT =
      Pattern.compile("/\\*.*?\\*/|(?<![:\"'])//[^\\n]*", Pattern.DOTALL);
  private static final Pattern STRING =
      Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"|`((?:[^`\\\\]|\\\\.)*)`");
  private static final Pattern VALUE = Pattern.compile("\\$\\{(?:[^{}]|\\{[^{}]*})*}");
  private static final Pattern LIKE_A_SENTENCE =
      Pattern.compile("\\p{Lu}\\p{Ll}+.*|.*\\p{Ll}{2,} \\p{Ll}.*|.* \\p{Ll}{2,}.*", Pattern.DOTALL);

  /** Before a literal that no one reads: a selector, a class, a header, the name of a key. */
  private static final Pattern NOT_SHOWN =
      Pattern.compile(
          "(?:querySelector(?:All)?\\(|closest\\(|matches\\(|matchMedia\\(|class: |import .*|from "
              + "|(?:[=!]==) |setRequestHeader\\(|getResponseHeader\\(|message\\(|courier\\.add\\("
              + "|includes\\(|startsWith\\(|new Event\\()$");

  /** What looks like a sentence and is none, with what it is. */
  private static final Map<String, String> NO_SENTENCES =
      Map.of(
          " saved", "the end of what the server says of a change",
          "[data-measure] input[data-field]", "a selector",
          "input:not([type=hidden]), select, textarea", "a selector",
          "Content-Type", "a header",
          "Idempotency-Key", "a header");

  @Test
  void no_script_has_sentences_of_its_own() throws IOException {
    Set<String> faults = new TreeSet<>();
    int literals = 0;
    for (Path file : files(RESOURCES.resolve("static/js"), ".js")) {
      String source = SCRIPT_COMMENT.matcher(Files.readString(file)).replaceAll("");
      Matcher literal = STRING.matcher(source);
      while (literal.find()) {
        literals++;
        String text = literal.group(1) == null ? literal.group(2) : literal.group(1);
        String before = source.substring(Math.max(0, literal.start() - 40), literal.start());
        String words = VALUE.matcher(text).replaceAll("");
        if (LIKE_A_SENTENCE.matcher(words).matches()
            && hasWords(words)
            && !NOT_SHOWN.matcher(before).find()
            && !NO_SENTENCES.containsKey(text)) {
          faults.add("%s: %s".formatted(file.getFileName(), text));
        }
      }
    }
    assertThat(literals).as("literals").isGreaterThan(500);
    assertThat(faults).isEmpty();
  }

  // ---- Keys ----------------------------------------------------------------------------------

  private static final Pattern IN_TEMPLATE =
      Pattern.compile("#\\{([a-z][\\w.-]+)|messages\\.msg\\('([^']+)'");
  private static final Pattern IN_SCRIPT = Pattern.compile("\\bmessage\\(\"([^\"]+)\"");
  private static final Pattern IN_JAVA = Pattern.compile("\"([a-z][\\w-]*(?:\\.[\\w-]+)+)\"");
  private static final Pattern PLACE = Pattern.compile("\\{(\\d)");

  @Test
  void every_text_that_is_used_is_there_and_every_other_is_used() throws IOException {
    Set<String> there = texts().stringPropertyNames();
    Set<String> used = new TreeSet<>();
    uses().forEach(use -> used.add(use.key()));
    for (Class<? extends Enum<?>> type : WORDS) {
      Stream.of(type.getEnumConstants()).map(Texts::key).forEach(used::add);
    }
    for (Path file : files(JAVA, ".java")) {
      Matcher key = IN_JAVA.matcher(Files.readString(file));
      while (key.find()) {
        if (there.contains(key.group(1))) {
          used.add(key.group(1));
        }
      }
    }

    Set<String> missing = new TreeSet<>(used);
    missing.removeAll(there);
    Set<String> idle = new TreeSet<>(there);
    idle.removeAll(used);
    idle.removeIf(key -> FAMILIES.stream().anyMatch(key::startsWith));
    assertThat(used).hasSizeGreaterThan(900);
    assertThat(missing).as("used and not in the file").isEmpty();
    assertThat(idle).as("in the file and not used").isEmpty();
  }

  @Test
  void every_use_gives_as_many_values_as_the_text_has_places() throws IOException {
    Properties texts = texts();
    Map<String, String> faults = new TreeMap<>();
    for (Use use : uses()) {
      Set<Integer> places = new TreeSet<>();
      Matcher place = PLACE.matcher(texts.getProperty(use.key(), ""));
      while (place.find()) {
        places.add(Integer.valueOf(place.group(1)));
      }
      boolean allUsed = places.stream().allMatch(number -> number < use.values());
      if (places.size() != use.values() || !allUsed) {
        faults.put(use.key(), "has places %s, given %d".formatted(places, use.values()));
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void every_text_is_a_pattern_that_shows_its_apostrophes() throws IOException {
    Properties texts = texts();
    List<String> faults = new ArrayList<>();
    for (String key : texts.stringPropertyNames()) {
      String text = texts.getProperty(key);
      if (text.isBlank() || text.replace("''", "").contains("'")) {
        faults.add(key + ": " + text);
      }
    }
    assertThat(faults).as("an apostrophe is written twice").isEmpty();
  }

  /** Enums whose constants pages show, by {@code texts.word(…)}. */
  private static final List<Class<? extends Enum<?>>> WORDS =
      List.of(
          AuditEntry.Kind.class,
          Decision.class,
          Drift.Verdict.class,
          Experiment.Kind.class,
          Experiment.State.class,
          Lack.class,
          MovementKind.class,
          Payment.class,
          Problem.class,
          Reason.class,
          Role.class,
          SettingSource.class,
          Source.class,
          Unit.class,
          WorthReviewing.Kind.class);

  @Test
  void every_enum_has_keys_of_its_own() {
    List<String> keys =
        WORDS.stream().flatMap(type -> Stream.of(type.getEnumConstants())).map(Texts::key).toList();
    assertThat(keys).doesNotHaveDuplicates();
    assertThat(Texts.key(Experiment.State.RUNNING)).isEqualTo("experiment-state.running");
    assertThat(Texts.key(Reason.CLOSE_CALL)).isEqualTo("reason.close-call");
  }

  /** What programs read in English is what people read in it. */
  @Test
  void reasons_and_problems_are_the_same_sentences_as_in_answers() throws IOException {
    Properties texts = texts();
    for (Problem problem : Problem.values()) {
      assertThat(texts.getProperty(Texts.key(problem))).isEqualTo(problem.title());
    }
    for (Reason reason : Reason.values()) {
      assertThat(texts.getProperty(Texts.key(reason))).isEqualTo(reason.words());
    }
  }

  private record Use(String key, int values) {}

  private static List<Use> uses() throws IOException {
    List<Use> uses = new ArrayList<>();
    Properties texts = texts();
    for (Path file : files(RESOURCES.resolve("templates"), ".html")) {
      String source = COMMENT.matcher(Files.readString(file)).replaceAll("");
      Matcher use = IN_TEMPLATE.matcher(source);
      while (use.find()) {
        boolean isMethod = use.group(1) == null;
        uses.add(
            new Use(
                isMethod ? use.group(2) : use.group(1),
                values(source, use.end(), isMethod || source.charAt(use.end()) == '(')
                    - (isMethod ? 1 : 0)));
      }
    }
    for (Path file : files(RESOURCES.resolve("static/js"), ".js")) {
      String source = Files.readString(file);
      Matcher use = IN_SCRIPT.matcher(source);
      while (use.find()) {
        String own = "script." + use.group(1);
        uses.add(
            new Use(
                texts.containsKey(own) ? own : use.group(1), values(source, use.end(), true) - 1));
      }
    }
    return uses;
  }

  /** How many values are listed from a place on, up to the bracket that closes the list. */
  private static int values(String source, int from, boolean isList) {
    if (!isList) {
      return 0;
    }
    int at = source.charAt(from) == '(' ? from + 1 : from;
    int depth = 0;
    int values = 1;
    boolean isText = false;
    while (depth >= 0) {
      char character = source.charAt(at++);
      if (character == '\'' || character == '"') {
        isText = !isText;
      } else if (!isText && (character == '(' || character == '{' || character == '[')) {
        depth++;
      } else if (!isText && (character == ')' || character == '}' || character == ']')) {
        depth--;
      } else if (!isText && depth == 0 && character == ',') {
        values++;
      }
    }
    return values;
  }

  private static Properties texts() throws IOException {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(TEXTS)) {
      texts.load(reader);
    }
    return texts;
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}

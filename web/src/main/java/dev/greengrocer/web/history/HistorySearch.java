package dev.greengrocer.web.history;

import dev.greengrocer.Decision;
import dev.greengrocer.Label;
import dev.greengrocer.LabelSet;
import dev.greengrocer.ledger.prediction.Feedback;
import dev.greengrocer.ledger.prediction.PredictionFilter;
import dev.greengrocer.web.Texts;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The search form of the history as it was filled in; what is null or empty narrows nothing.
 *
 * @param q a name or part of one, an answer's id, or a customer
 * @param label the most probable label
 * @param decision {@code accept}, {@code shortlist} or {@code reject}
 * @param feedback {@code confirmed}, {@code corrected}, {@code not-in-list}, {@code any} or {@code
 *     none}
 * @param model the hash of a model's weights
 * @param from the first day, ISO 8601
 * @param to the last day
 * @param min the least probability in percent
 * @param max the greatest probability in percent
 * @param truth the label that people said
 * @param station the device or place that sent the photo
 */
record HistorySearch(
    @Nullable String q,
    @Nullable String label,
    @Nullable String decision,
    @Nullable String feedback,
    @Nullable String model,
    @Nullable String from,
    @Nullable String to,
    @Nullable String min,
    @Nullable String max,
    @Nullable String truth,
    @Nullable String station) {

  private static final Pattern PERCENT = Pattern.compile("[0-9]{1,3}(?:[.,][0-9]{1,20})?");

  /** Whether anything was filled in. */
  public boolean narrows() {
    return fields().anyMatch(field -> given(field.value()) != null);
  }

  /** Whether anything beside the search word was filled in. */
  public boolean narrowsFurther() {
    return fields().skip(1).anyMatch(field -> given(field.value()) != null);
  }

  /** The answer that the search word is the id of. */
  Optional<String> id() {
    try {
      return Optional.ofNullable(given(q)).map(UUID::fromString).map(UUID::toString);
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a word, not an id
    }
  }

  /**
   * The filter that the form means. A value that makes no sense, such as a day that does not exist,
   * is told to {@code faults} and narrows nothing.
   *
   * @param labels the labels that a search word may mean
   * @param zone the place whose days are meant
   */
  PredictionFilter filter(LabelSet labels, ZoneId zone, Faults faults) {
    String word = given(q);
    List<String> named = word == null ? List.of() : named(word, labels);
    String said = given(feedback);
    return new PredictionFilter(
        given(label),
        named,
        choice("decision", decision, Decision::valueOf, faults),
        new PredictionFilter.Said(
            given(truth),
            "any".equals(said) || "none".equals(said)
                ? null
                : choice("feedback", feedback, Feedback.Kind::valueOf, faults),
            "any".equals(said) ? Boolean.TRUE : "none".equals(said) ? Boolean.FALSE : null),
        new PredictionFilter.Sent(null, given(station), named.isEmpty() ? word : null),
        given(model),
        new PredictionFilter.Time(
            day("from", from, 0, zone, faults), day("to", to, 1, zone, faults)),
        new PredictionFilter.Probability(share("min", min, faults), share("max", max, faults)));
  }

  /** The address of a page with this form filled in. */
  String address(String path, @Nullable String cursor) {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
    List<String> values = new ArrayList<>();
    fields()
        .filter(field -> given(field.value()) != null)
        .forEach(
            field -> {
              address.queryParam(field.name(), "{" + field.name() + "}");
              values.add(field.value());
            });
    if (cursor != null) {
      address.queryParam("cursor", "{cursor}");
      values.add(cursor);
    }
    return address.encode().buildAndExpand(values.toArray()).toUriString();
  }

  /** Labels whose name or another name is the word, or else holds it. */
  private static List<String> named(String word, LabelSet labels) {
    Optional<Label> exact = labels.find(word);
    if (exact.isPresent()) {
      return List.of(exact.get().name());
    }
    String part = word.toLowerCase(Locale.ROOT);
    return labels.labels().stream()
        .filter(
            label ->
                Stream.concat(Stream.of(label.name()), label.aliases().stream())
                    .anyMatch(name -> name.toLowerCase(Locale.ROOT).contains(part)))
        .map(Label::name)
        .toList();
  }

  private static <T> @Nullable T choice(
      String name, @Nullable String value, Function<String, T> of, Faults faults) {
    String id = given(value);
    if (id == null) {
      return null;
    }
    try {
      return of.apply(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      faults.add("history.there-is-no", name, id);
      return null;
    }
  }

  private static @Nullable Instant day(
      String name, @Nullable String value, int plusDays, ZoneId zone, Faults faults) {
    String day = given(value);
    if (day == null) {
      return null;
    }
    try {
      return LocalDate.parse(day).plusDays(plusDays).atStartOfDay(zone).toInstant();
    } catch (DateTimeException e) {
      faults.add("history.is-not-a-day", name, day);
      return null;
    }
  }

  private static @Nullable Double share(String name, @Nullable String value, Faults faults) {
    String percent = given(value);
    if (percent == null) {
      return null;
    }
    if (PERCENT.matcher(percent).matches()) {
      double number = Double.parseDouble(percent.replace(',', '.'));
      if (number <= 100) {
        return number / 100;
      }
    }
    faults.add("history.is-not-a-percentage", name, percent);
    return null;
  }

  private static @Nullable String given(@Nullable String value) {
    return value == null || value.isBlank() ? null : value.strip();
  }

  private Stream<Field> fields() {
    return Stream.of(
        new Field("q", q),
        new Field("label", label),
        new Field("decision", decision),
        new Field("feedback", feedback),
        new Field("model", model),
        new Field("from", from),
        new Field("to", to),
        new Field("min", min),
        new Field("max", max),
        new Field("truth", truth),
        new Field("station", station));
  }

  private record Field(String name, @Nullable String value) {}

  /** What in the form makes no sense, as sentences of the page. */
  static final class Faults {

    private final Texts texts;
    private final List<String> sentences = new ArrayList<>();

    Faults(Texts texts) {
      this.texts = texts;
    }

    private void add(String key, String field, String value) {
      sentences.add(texts.of(key, texts.of("history.field-" + field), value));
    }

    boolean isEmpty() {
      return sentences.isEmpty();
    }

    /** All of them, in one line. */
    String words() {
      return String.join(". ", sentences) + ".";
    }
  }
}

package dev.greengrocer.web.checkout;

import dev.greengrocer.ledger.RefusedException;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a person typed into the fields of a page and was refused, with the reason beside each field.
 * A page that shows a form again shows these texts in it, and not what is in the books.
 *
 * @param texts what was typed, by the id of its field
 * @param faults what is wrong with it, by the id of its field
 * @param questions by the id of a field: a fault that is none if the person says that it is meant
 */
record Typed(Map<String, String> texts, Map<String, String> faults, Map<String, Question> questions)
    implements Serializable {

  /** Nothing was refused. */
  static final Typed NOTHING = new Typed(Map.of(), Map.of(), Map.of());

  Typed {
    texts = Map.copyOf(texts);
    faults = Map.copyOf(faults);
    questions = Map.copyOf(questions);
  }

  /**
   * How a person says that what they typed is meant.
   *
   * @param value what the form then says, too
   * @param answer the words on the button
   */
  record Question(String value, String answer) implements Serializable {}

  /** What a field shows: what was typed or else what is saved. */
  public @Nullable String text(String field, @Nullable String saved) {
    return texts.getOrDefault(field, saved == null ? "" : saved);
  }

  /** What is wrong with a field, or null. */
  public @Nullable String fault(String field) {
    return faults.get(field);
  }

  /** How the person can say that what is in a field is meant, or null. */
  public @Nullable Question question(String field) {
    return questions.get(field);
  }

  /** Reads the fields of a form one by one, and remembers which of them cannot be read. */
  static final class Reader {

    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, String> faults = new LinkedHashMap<>();
    private final Map<String, Question> questions = new LinkedHashMap<>();

    /**
     * Reads a field.
     *
     * @param field its id in the page
     * @param text what was typed
     * @return its value; null when it is blank or cannot be read
     */
    <T> @Nullable T read(String field, String text, Function<String, @Nullable T> value) {
      texts.put(field, text);
      if (text.isBlank()) {
        return null;
      }
      try {
        return value.apply(text);
      } catch (RefusedException e) {
        refuse(field, e);
        return null;
      }
    }

    /** Adds what is wrong with a field. */
    void refuse(String field, RefusedException reason) {
      faults.put(field, String.valueOf(reason.getMessage()));
    }

    /** Asks whether what was typed into a field is meant; until then it is not. */
    void ask(String field, String words, Question question) {
      faults.put(field, words);
      questions.put(field, question);
    }

    /** Whether every field could be read. */
    boolean isGood() {
      return faults.isEmpty();
    }

    /** All that was typed, and what is wrong with it. */
    Typed typed() {
      return new Typed(texts, faults, questions);
    }
  }
}

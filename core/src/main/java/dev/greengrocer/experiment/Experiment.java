package dev.greengrocer.experiment;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A training, search or evaluation: what was asked for, on which data, and what came out. It names
 * no person and no folder but by its last name. Immutable.
 *
 * @param id a UUID whose order is the order of time; see {@link #newId}
 * @param title what it is
 * @param course when it ran, and how far it came
 * @param origin what it was made from
 * @param findings what came out so far
 */
public record Experiment(String id, Title title, Course course, Origin origin, Findings findings) {

  private static final int TIME_SHIFT = 16;
  private static final long VERSION_7 = 0x7000L;

  /** Checks the id. */
  public Experiment {
    if (!UUID.fromString(id).toString().equals(id)) {
      throw new IllegalArgumentException("id '%s': must be a UUID in lower case".formatted(id));
    }
  }

  /**
   * A new id: UUIDv7 (RFC 9562).
   *
   * @param moment when the experiment began
   */
  public static String newId(Instant moment) {
    UUID random = UUID.randomUUID();
    long time = (moment.toEpochMilli() << TIME_SHIFT) | VERSION_7;
    return new UUID(
            time | (random.getMostSignificantBits() & 0xfffL), random.getLeastSignificantBits())
        .toString();
  }

  /** What ran. */
  public enum Kind {
    /** A training. */
    TRAIN,
    /** A training by what other models answer. */
    DISTILL,
    /** A search for training options. */
    TUNE,
    /** A training that is part of a search. */
    TRIAL,
    /** A measurement of a model on photos whose names are known. */
    EVALUATE;

    /** As files, the API and tables have it. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How far it came. */
  public enum State {
    /** It goes on, or its process was killed. */
    RUNNING,
    /** It came to its end. */
    FINISHED,
    /** It was stopped before its end, and may be continued. */
    STOPPED,
    /** It ended with a failure. */
    FAILED;

    /** As files, the API and tables have it. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What it is.
   *
   * @param kind what ran
   * @param name what people call it
   * @param place the SHA-256 of the path of its folder, by which a run that goes on finds itself
   * @param search the id of the search that it is part of, or null
   */
  public record Title(Kind kind, String name, String place, @Nullable String search) {

    /** Checks the texts. */
    public Title {
      Texts.check("name", name, Texts.NAME);
      Texts.check("place", place, Texts.HASH);
    }
  }

  /**
   * When it ran, and how far it came.
   *
   * @param state how far
   * @param started when it began, for the first time
   * @param ended when it ended or was stopped; null while it runs
   */
  public record Course(State state, Instant started, @Nullable Instant ended) {

    /** Checks the moments. */
    public Course {
      Texts.checkMoment("started", started);
      Texts.checkMoment("ended", ended == null ? started : ended);
    }

    /** The same, over. */
    public Course over(State how, Instant when) {
      return new Course(how, started, when);
    }
  }

  /**
   * Something with a name and a content hash: a data set or a model.
   *
   * @param name what people call it
   * @param sha256 its hash, or empty when it has none
   */
  public record Named(String name, String sha256) {

    /** Checks the texts. */
    public Named {
      Texts.check("name", name, Texts.NAME);
      Texts.check("sha256", sha256, Texts.HASH);
    }
  }

  /**
   * What it was made from.
   *
   * @param data the data set
   * @param network the architecture; empty for a search
   * @param code version and commit of the program
   * @param options every option by its name, in the order in which they are shown
   */
  public record Origin(Named data, String network, String code, Map<String, String> options) {

    private static final int MOST_OPTIONS = 500;

    /** Checks the texts and copies the options, keeping their order. */
    public Origin {
      Texts.check("network", network, Texts.NAME);
      Texts.check("code", code, Texts.NAME);
      Texts.checkCount("options", options.size(), MOST_OPTIONS);
      options.forEach(
          (name, value) -> {
            Texts.check("option", name, Texts.LABEL);
            Texts.check("option " + name, value, Texts.VALUE);
          });
      options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }
  }

  /**
   * What came out so far.
   *
   * @param model the model that was made or measured; null while there is none
   * @param epochs of a training, in their order
   * @param figures what was measured
   * @param evaluation the photos that were counted; null for all but evaluations
   */
  public record Findings(
      @Nullable Named model,
      List<Epoch> epochs,
      List<Figure> figures,
      @Nullable Evaluation evaluation) {

    private static final int MOST_EPOCHS = 100_000;
    private static final int MOST_FIGURES = 1_000;

    /** Copies the lists and checks that each epoch and figure is there once. */
    public Findings {
      epochs = List.copyOf(epochs);
      figures = List.copyOf(figures);
      Texts.checkCount("epochs", epochs.size(), MOST_EPOCHS);
      Texts.checkCount("figures", figures.size(), MOST_FIGURES);
      Texts.checkUnique("epoch", epochs.stream().map(Epoch::epoch));
      Texts.checkUnique("figure", figures.stream().map(Figure::name));
    }

    /** Before anything came out. */
    public static Findings none() {
      return new Findings(null, List.of(), List.of(), null);
    }
  }

  /** The same with another course. */
  public Experiment with(Course other) {
    return new Experiment(id, title, other, origin, findings);
  }

  /** The same with other findings. */
  public Experiment with(Findings other) {
    return new Experiment(id, title, course, origin, other);
  }
}

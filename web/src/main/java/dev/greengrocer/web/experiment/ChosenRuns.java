package dev.greengrocer.web.experiment;

import dev.greengrocer.experiment.Experiment;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.database.Page;
import dev.greengrocer.ledger.database.UnreadableRow;
import dev.greengrocer.ledger.experiment.ExperimentFilter;
import dev.greengrocer.ledger.experiment.Experiments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The experiments that a user has chosen, by their ids, or all of them. Thread-safe. */
@Component
class ChosenRuns {

  /** More columns fit on no page. */
  static final int MOST = 6;

  /** What an id looks like. */
  static final String ID = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";

  private static final Pattern ID_PATTERN = Pattern.compile(ID);

  private static final int PAGE = 200;

  private final Experiments experiments;

  ChosenRuns(Experiments experiments) {
    this.experiments = experiments;
  }

  /**
   * An experiment as a whole.
   *
   * @throws RefusedException if there is none with that id
   */
  Experiment whole(String id) {
    return (isId(id) ? experiments.find(id) : Optional.<Experiment>empty())
        .orElseThrow(
            () ->
                new RefusedException(
                    Problem.NOT_FOUND, "No experiment with id '%s'".formatted(id)));
  }

  /** Those with ids, as wholes, each once. */
  List<Experiment> wholes(List<String> ids) {
    return ids.stream().distinct().map(this::whole).toList();
  }

  /**
   * Hands on those with ids, or all but the trials of searches when there are no ids, the latest
   * first. Epochs and cells are left out of those that are not asked for by id.
   *
   * @param unreadable is given those that cannot be read, of which none is asked for by id
   */
  void forEach(
      List<String> ids, Consumer<Experiment> consumer, Consumer<UnreadableRow> unreadable) {
    if (!ids.isEmpty()) {
      ids.stream().distinct().map(this::whole).forEach(consumer); // one in memory at a time
      return;
    }
    String cursor = null;
    do {
      Page<Experiment> page = experiments.page(ExperimentFilter.ALL, cursor, PAGE);
      page.items().forEach(consumer);
      if (page.unreadable() != null) {
        page.unreadable().forEach(unreadable);
      }
      cursor = page.next();
    } while (cursor != null);
  }

  /** The same, each as a whole. */
  void forEachWhole(
      List<String> ids, Consumer<Experiment> consumer, Consumer<UnreadableRow> unreadable) {
    if (!ids.isEmpty()) {
      forEach(ids, consumer, unreadable);
      return;
    }
    List<String> all = new ArrayList<>();
    forEach(ids, one -> all.add(one.id()), unreadable);
    for (String id : all) {
      Experiment one;
      try {
        one = whole(id);
      } catch (RefusedException e) {
        unreadable.accept(new UnreadableRow("experiments", id, String.valueOf(e.getMessage())));
        continue;
      }
      consumer.accept(one);
    }
  }

  /**
   * A kind by its id; null when none is asked for.
   *
   * @throws RefusedException if there is none
   */
  static Experiment.@Nullable Kind kind(@Nullable String id) {
    if (id == null) {
      return null;
    }
    return Arrays.stream(Experiment.Kind.values())
        .filter(kind -> kind.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    Problem.INVALID_REQUEST,
                    "kind '%s': must be one of %s"
                        .formatted(
                            id,
                            Arrays.stream(Experiment.Kind.values())
                                .map(Experiment.Kind::id)
                                .collect(Collectors.joining(", ")))));
  }

  /**
   * The id of a search; null when none is asked for.
   *
   * @throws RefusedException if it is no id at all
   */
  static @Nullable String search(@Nullable String id) {
    if (id != null && !isId(id)) {
      throw new RefusedException(
          Problem.INVALID_REQUEST,
          "search '%s': must be the id of an experiment of kind tune".formatted(id));
    }
    return id;
  }

  private static boolean isId(String text) {
    return ID_PATTERN.matcher(text).matches();
  }
}

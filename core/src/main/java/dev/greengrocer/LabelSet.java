package dev.greengrocer;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The ordered labels of a data set or model: the only place where a class index becomes a name.
 *
 * <p>Names and aliases are found whatever their case, accents, spaces, hyphens and underscores, so
 * {@code Bell_Pepper} and {@code bell pepper} are one. Immutable and thread-safe.
 */
public final class LabelSet {

  private static final Pattern NOT_LETTER_OR_DIGIT = Pattern.compile("[^\\p{L}\\p{Nd}]+");
  private static final Pattern ACCENT = Pattern.compile("\\p{M}+");

  private final List<Label> labels;
  private final Map<String, Integer> indexByKey;
  private final List<String> groups;

  /**
   * Orders labels as given: the first has class index 0.
   *
   * @throws InvalidConfigurationException if there is no label, or if a name or alias means two
   *     labels
   */
  public LabelSet(Collection<Label> labels) {
    this.labels = List.copyOf(labels);
    if (this.labels.isEmpty()) {
      throw new InvalidConfigurationException("a label set needs at least one label");
    }
    indexByKey = new HashMap<>();
    for (int index = 0; index < this.labels.size(); index++) {
      Label label = this.labels.get(index);
      int owner = index;
      Stream.concat(Stream.of(label.name()), label.aliases().stream())
          .forEach(spelling -> register(spelling, owner));
    }
    groups = List.copyOf(new LinkedHashSet<>(this.labels.stream().map(Label::group).toList()));
  }

  private void register(String spelling, int index) {
    Integer earlier = indexByKey.putIfAbsent(key(spelling), index);
    if (earlier != null && earlier != index) {
      throw new InvalidConfigurationException(
          "'%s' means both label '%s' and label '%s'; give each spelling to one label"
              .formatted(spelling, labels.get(earlier).name(), labels.get(index).name()));
    }
  }

  /** Labels without aliases or synonyms, in the order given. */
  public static LabelSet ofNames(Collection<String> names) {
    return new LabelSet(names.stream().map(Label::of).toList());
  }

  /** The labels in class-index order. */
  public List<Label> labels() {
    return labels;
  }

  /** The canonical names in class-index order. */
  public List<String> names() {
    return labels.stream().map(Label::name).toList();
  }

  /** The number of labels. */
  public int size() {
    return labels.size();
  }

  /** The label at a class index in {@code [0, size)}. */
  public Label get(int index) {
    return labels.get(index);
  }

  /** The label that a name or alias means, or empty when it means none. */
  public Optional<Label> find(String spelling) {
    return Optional.ofNullable(indexByKey.get(key(spelling))).map(labels::get);
  }

  /**
   * The class index that a name or alias means.
   *
   * @throws InvalidConfigurationException if it means none
   */
  public int indexOf(String spelling) {
    Integer index = indexByKey.get(key(spelling));
    if (index == null) {
      throw new InvalidConfigurationException(
          "'%s' is not one of the %d labels; the first is '%s'"
              .formatted(spelling, size(), labels.get(0).name()));
    }
    return index;
  }

  /** The distinct groups, in the order of their first labels. */
  public List<String> groups() {
    return groups;
  }

  /** The index in {@link #groups()} of the label at a class index. */
  public int groupIndex(int labelIndex) {
    return groups.indexOf(labels.get(labelIndex).group());
  }

  /**
   * Adds up the probabilities of each group of synonyms. This is what "merged" means in every
   * figure: the most probable group is the one of the largest sum, so a photo that is 40 %
   * capsicum, 25 % paprika and 35 % tomato shows bell pepper, not tomato.
   *
   * @param probabilities one for each label, in their order
   * @return one for each of {@link #groups()}, in their order
   */
  public double[] groupSums(double[] probabilities) {
    if (probabilities.length != size()) {
      throw new IllegalArgumentException(
          "%d probabilities for %d labels".formatted(probabilities.length, size()));
    }
    double[] sums = new double[groups.size()];
    for (int label = 0; label < probabilities.length; label++) {
      sums[groupIndex(label)] += probabilities[label];
    }
    return sums;
  }

  private static String key(String spelling) {
    String plain =
        ACCENT.matcher(Normalizer.normalize(spelling, Normalizer.Form.NFD)).replaceAll("");
    // Upper before lower: ß and SS, and every i of every language, are one.
    String folded = plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    String key = NOT_LETTER_OR_DIGIT.matcher(folded).replaceAll("");
    return key.isEmpty() ? spelling : key;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelSet that && labels.equals(that.labels);
  }

  @Override
  public int hashCode() {
    return labels.hashCode();
  }

  @Override
  public String toString() {
    return "LabelSet" + names();
  }
}

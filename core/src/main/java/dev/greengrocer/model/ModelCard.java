package dev.greengrocer.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page that tells people what a model is, how good it is and what it must not be used for:
 * Markdown with the front matter that the Hugging Face Hub reads (see <a
 * href="https://arxiv.org/abs/1810.03993">Model Cards for Model Reporting</a>).
 */
public final class ModelCard {

  // Below it people write what the description does not know: licences of photos, limits, forbidden
  // uses. A link that nothing refers to is Markdown's comment: a page shows nothing of it.
  private static final String NOTES =
      "[//]: # (What stands below is kept when the card is written anew.)\n";

  // What the owner of a model said about its licence; only the owner may.
  private static final Pattern LICENCE =
      Pattern.compile("\\A---\n(?:(?!---\n).*\n)*?(license: .+\n)");

  private ModelCard() {}

  /**
   * Writes the card from what the description says; nothing is claimed that it does not hold.
   *
   * @param description the model
   * @return Markdown text
   */
  public static String markdown(ModelDescription description) {
    return markdownWith("", description);
  }

  private static String markdownWith(String licence, ModelDescription description) {
    StringBuilder card = new StringBuilder();
    frontMatter(card, licence, description);
    purpose(card, description);
    decision(card, description);
    quality(card, description.measurements());
    input(card, description);
    provenance(card, description.provenance());
    return card.append('\n').append(NOTES).toString();
  }

  /**
   * Writes the card of a bundle anew and keeps the licence that its owner gave, and the notes that
   * people wrote below its last line.
   *
   * @param description the model as it is now
   * @param earlier text of the card that was there; one without a place for notes has none
   * @return Markdown text
   */
  public static String markdown(ModelDescription description, String earlier) {
    String lines = earlier.replace("\r\n", "\n");
    int notes = lines.indexOf(NOTES);
    String kept = notes < 0 ? "" : lines.substring(notes + NOTES.length());
    Matcher licence = LICENCE.matcher(lines);
    return markdownWith(licence.find() ? licence.group(1) : "", description) + kept;
  }

  private static void frontMatter(
      StringBuilder card, String licence, ModelDescription description) {
    card.append("---\n").append(licence);
    card.append(
        """
        library_name: onnx
        pipeline_tag: image-classification
        tags:
          - image-classification
          - greengrocer
        """);
    if (!description.measurements().isEmpty()) {
      card.append("model-index:\n  - name: ").append(quoted(description.name()));
      card.append("\n    results:\n");
      description.measurements().forEach(measurement -> indexed(card, measurement));
    }
    card.append("---\n\n");
  }

  private static void indexed(StringBuilder card, Measurement measurement) {
    card.append("      - task:\n          type: image-classification\n");
    card.append("        dataset:\n          name: ").append(quoted(measurement.data()));
    card.append("\n          type: ").append(quoted(measurement.data()));
    card.append("\n          split: ").append(quoted(measurement.split()));
    card.append("\n        metrics:\n");
    for (Measurement.Figure figure : measurement.figures()) {
      card.append("          - type: ").append(quoted(figure.name()));
      card.append("\n            value: ").append(number(figure.value())).append('\n');
    }
  }

  private static void purpose(StringBuilder card, ModelDescription description) {
    card.append("# ").append(description.name()).append("\n\n");
    card.append(
        """
        Names what a photo shows, one of %d labels: network `%s`, trained by Greengrocer.

        ## Use

        ```sh
        greengrocer predict --model %s photo.jpg
        ```

        It gives each of its labels a probability. It must not be used to judge whether something is
        safe to eat.%s

        Labels: %s.

        """
            .formatted(
                description.labels().size(),
                description.network(),
                description.name(),
                description.decision().isPresent()
                    ? ""
                    : " It names one of its labels even when the photo shows none of them.",
                String.join(", ", description.labels().names())));
  }

  private static void decision(StringBuilder card, ModelDescription description) {
    if (description.decision().isEmpty()) {
      return;
    }
    DecisionRule rule = description.decision().get();
    DecisionRule.FittedOn fitted = rule.fittedOn();
    card.append(
        """
        ## Decisions

        Every answer is accepted, a shortlist or rejected, synonyms counted as one. The rule was fitted on
        %d photos (%s of %s, hash `%s`), none of which the weights were fitted on:

        | threshold | value | aim |
        |---|---:|---|
        | temperature of the probabilities | %s | least log loss |
        | probability from which one name is accepted | %s | %s |
        | probability from which a name is on a shortlist | %s | %s of shortlists hold the right name |
        | unfamiliarity above which a photo is rejected | %s | few photos of known kinds rejected |
        | sureness of two kinds above which a photo is rejected | %s | few photos of one kind rejected |
        """
            .formatted(
                fitted.samples(),
                cell(fitted.split()),
                cell(fitted.data()),
                fitted.dataHash(),
                number(rule.temperature()),
                rule.acceptance().trusted() ? number(rule.acceptance().probability()) : "never",
                rule.acceptance().trusted()
                    ? "at most %s of accepted names wrong"
                        .formatted(number(rule.acceptance().error()))
                    : "no safe threshold was found",
                number(rule.shortlists().probability()),
                number(rule.shortlists().coverage()),
                number(rule.familiarity().threshold()),
                number(rule.severalKinds())));
    rule.openSet()
        .ifPresentOrElse(
            open -> openSet(card, open),
            () ->
                card.append(
                    """

                    Photos without produce took no part: how well they are recognised is measured, never fitted.

                    """));
  }

  private static void openSet(StringBuilder card, DecisionRule.OpenSet open) {
    card.append(
        """
        %s| unfamiliarity above which no name is accepted | %s | few photos of unknown kinds accepted |
        | probability from which a photo is never rejected as strange | %s | sure names are shown |

        The share of wrong names is an upper confidence bound over these photos and those from elsewhere:

        | photos | number | hash | show |
        |---|---:|---|---|
        """
            .formatted(correction(open), number(open.acceptedUpTo()), number(open.sure())));
    open.known().forEach(set -> outside(card, set, "kinds that the model knows"));
    open.unknown().forEach(set -> outside(card, set, "nothing that the model knows"));
    card.append('\n');
  }

  private static String correction(DecisionRule.OpenSet open) {
    return open.correction()
        .map(
            correction ->
                "| sharpness below which that probability is lowered (and where features speak of an unknown kind) | %s | wrong names on bad photos, unknown kinds |\n"
                    .formatted(number(correction.sharpEnough())))
        .orElse("");
  }

  private static void outside(StringBuilder card, DecisionRule.FittedOn set, String shows) {
    card.append(
        "| %s | %d | `%s` | %s |\n"
            .formatted(cell(set.data()), set.samples(), set.dataHash(), shows));
  }

  private static void quality(StringBuilder card, List<Measurement> measurements) {
    card.append("## Measured quality\n\n");
    if (measurements.isEmpty()) {
      card.append("Not measured yet.\n\n");
      return;
    }
    card.append("| data | split | photos | figure | value | 95 % interval |\n");
    card.append("|---|---|---:|---|---:|---|\n");
    for (Measurement measurement : measurements) {
      for (Measurement.Figure figure : measurement.figures()) {
        card.append(
            "| %s | %s | %d | %s | %s | %s |%n"
                .formatted(
                    cell(measurement.data()),
                    cell(measurement.split()),
                    measurement.samples(),
                    cell(figure.name()),
                    number(figure.value()),
                    figure.interval().stream()
                        .map(ModelCard::number)
                        .collect(Collectors.joining(" to ")))
                .replace(System.lineSeparator(), "\n"));
      }
    }
    card.append('\n');
    measurements.stream()
        .map(
            measured ->
                "Content hash of %s: `%s`.\n".formatted(measured.data(), measured.dataHash()))
        .distinct()
        .forEach(card::append);
    card.append('\n');
  }

  private static void input(StringBuilder card, ModelDescription description) {
    card.append(
        """
        ## Input and output

        Input `[N, 3, %2$d, %2$d]`: short side resized to %1$d pixels, centre %2$d x %2$d cut out, RGB
        values divided by 255, less mean %3$s, over standard deviation %4$s. Output `[N, %5$d]` logits.

        """
            .formatted(
                description.preprocessing().resize(),
                description.preprocessing().size(),
                description.preprocessing().mean(),
                description.preprocessing().std(),
                description.labels().size()));
  }

  private static void provenance(StringBuilder card, Provenance provenance) {
    card.append("## Training\n\n");
    Map<String, String> facts = new TreeMap<>(provenance.options());
    row(card, "trained", provenance.createdAt());
    row(card, "program", provenance.codeVersion());
    row(card, "data set hash", provenance.dataHash());
    row(card, "seed", Long.toString(provenance.seed()));
    new TreeMap<>(provenance.machine()).forEach((name, value) -> row(card, name, value));
    card.append("\nOptions:\n\n");
    facts.forEach((name, value) -> row(card, name, value));
  }

  private static void row(StringBuilder card, String name, String value) {
    card.append("- %s: `%s`\n".formatted(name, value));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}

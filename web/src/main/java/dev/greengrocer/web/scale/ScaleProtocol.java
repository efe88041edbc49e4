package dev.greengrocer.web.scale;

import dev.greengrocer.ledger.price.MalformedQuantityException;
import dev.greengrocer.ledger.price.Weight;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a kind of scale sends, a row of the table of protocols. Immutable.
 *
 * @param request what asks for a weight, such as {@code SI\r\n}; absent when the scale sends
 *     without being asked
 * @param reading a regular expression for a line of the scale, with the groups {@code weight}, and
 *     where the scale says so {@code unit} (kg or g) and {@code state}
 * @param unit of a scale that does not say it: kg when absent
 * @param stable the {@code state} of a scale that has come to rest; absent when it does not say so
 * @param repeats how many times in a row the same weight is read until it counts as stable, where
 *     the scale does not say it; 3 when absent
 * @param every how often it is asked; 250 ms when absent
 * @param baud 9600 when absent
 * @param bits of data, 8 when absent
 * @param stop bits, 1 when absent
 * @param parity none, even or odd; none when absent
 */
record ScaleProtocol(
    @Nullable String request,
    @DefaultValue("") String reading,
    @DefaultValue("kg") String unit,
    @Nullable String stable,
    @DefaultValue("3") int repeats,
    @DefaultValue("250ms") Duration every,
    @DefaultValue("9600") int baud,
    @DefaultValue("8") int bits,
    @DefaultValue("1") int stop,
    @DefaultValue("none") String parity) {

  private static final int GRAM_DECIMALS = 3;

  /**
   * What a scale shows.
   *
   * @param weight 0 when nothing lies on it or it shows less
   * @param stable whether the scale says that it has come to rest; null when it says neither
   */
  record Reading(Weight weight, @Nullable Boolean stable) {}

  /** Everything that is wrong with it, each with the name of its setting. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    try {
      Pattern.compile(reading);
    } catch (PatternSyntaxException e) {
      faults.add("reading '%s': %s".formatted(reading, e.getDescription()));
    }
    if (!hasGroup("weight")) {
      faults.add("reading '%s': must have the group (?<weight>…)".formatted(reading));
    }
    if (stable != null && !hasGroup("state")) {
      faults.add("reading '%s': must have the group (?<state>…) of stable".formatted(reading));
    }
    if (!List.of("kg", "g").contains(unit)) {
      faults.add("unit %s: kg or g".formatted(unit));
    }
    if (!List.of("none", "even", "odd").contains(parity)) {
      faults.add("parity %s: none, even or odd".formatted(parity));
    }
    if (repeats < 1) {
      faults.add("repeats %d: from 1".formatted(repeats));
    }
    return faults;
  }

  private boolean hasGroup(String name) {
    return reading.contains("(?<" + name + ">");
  }

  /** Reads lines of a scale. */
  Parser parser() {
    return new Parser(Pattern.compile(reading));
  }

  /** Reads lines of a scale. Immutable. */
  final class Parser {

    private final Pattern pattern;
    private final boolean saysUnit;
    private final boolean saysState;

    private Parser(Pattern pattern) {
      this.pattern = pattern;
      this.saysUnit = hasGroup("unit");
      this.saysState = stable != null;
    }

    /** What a line says; empty when it is no weight. */
    Optional<Reading> read(String line) {
      Matcher found = pattern.matcher(line);
      if (!found.find()) {
        return Optional.empty();
      }
      String said = saysUnit ? found.group("unit") : null;
      String in = said == null ? unit : said.toLowerCase(Locale.ROOT);
      try {
        return Optional.of(
            new Reading(
                weight(found.group("weight"), in),
                saysState ? Boolean.valueOf(found.group("state").equals(stable)) : null));
      } catch (MalformedQuantityException | NumberFormatException e) {
        return Optional.empty();
      }
    }

    private static Weight weight(String shown, String unit) {
      BigDecimal number = new BigDecimal(shown.replaceAll("\\s", "").replace(',', '.'));
      if (number.signum() <= 0) {
        return new Weight(0);
      }
      BigDecimal kilograms = unit.equals("g") ? number.movePointLeft(GRAM_DECIMALS) : number;
      return Weight.parse(kilograms.toPlainString());
    }
  }
}

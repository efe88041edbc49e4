package dev.greengrocer.cli.train;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times such as {@code 2h}, {@code 90m} or {@code 1h30m}. */
final class BudgetConverter implements ITypeConverter<Duration> {

  private static final Pattern TIME =
      Pattern.compile("(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?");

  @Override
  public Duration convert(String text) {
    Matcher time = TIME.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (time.matches()) {
      Duration sum =
          Duration.ofHours(number(time.group(1)))
              .plusMinutes(number(time.group(2)))
              .plusSeconds(number(time.group(3)));
      if (sum.compareTo(Duration.ZERO) > 0) {
        return sum;
      }
    }
    throw new TypeConversionException(
        "'%s' is no length of time; write it like 2h, 90m or 1h30m".formatted(text));
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /** The same in words, such as {@code 1 h 30 min}. */
  static String words(Duration time) {
    if (time.compareTo(Duration.ofMinutes(1)) < 0) {
      return time.toSeconds() + " s";
    }
    return time.toHours() == 0
        ? time.toMinutes() + " min"
        : "%d h %02d min".formatted(time.toHours(), time.toMinutesPart());
  }
}

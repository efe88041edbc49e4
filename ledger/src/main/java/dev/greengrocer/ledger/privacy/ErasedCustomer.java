package dev.greengrocer.ledger.privacy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.sale.Customer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A customer who asks to be erased, by the name or the mobile number that they gave. */
final class ErasedCustomer implements CustomerIdentity {

  private static final String GONE = "…";
  private static final int FEWEST_DIGITS = 5;
  private static final int SHORTEST_PART = 3;
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final String NOT_WITHIN = "(?<![\\p{L}\\p{N}])";
  private static final String NOT_BEFORE = "(?![\\p{L}\\p{N}])";

  private final String name;
  private final @Nullable Pattern number;
  private final String region;
  private final List<Pattern> mentions = new ArrayList<>();

  /**
   * @param typed a name as it was given, or a mobile number however it is written
   * @param region ISO 3166 of numbers without +, or empty
   */
  ErasedCustomer(String typed, String region) {
    this.name = normal(typed);
    this.region = region;
    String e164 = e164(typed);
    this.number = e164 == null ? null : anySpelling(e164);
    if (!name.isEmpty()) { // a blank one, of an earlier version, would match between all words
      mentions.add(words(name));
    }
    if (number != null) {
      mentions.add(number);
    }
  }

  @Override
  public boolean matches(String stored) {
    return normal(stored).equals(name)
        || (number != null && number.matcher(stored.strip()).matches());
  }

  @Override
  public boolean isOneWord() {
    return number == null && !SPACE.matcher(name).find();
  }

  @Override
  public String removedFrom(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    String left = composed;
    for (Pattern mention : mentions) {
      left = mention.matcher(left).replaceAll(GONE);
    }
    return left.equals(composed) ? text : left;
  }

  /** The same, known also by all that a sale says of its buyer and by each part of the name. */
  ErasedCustomer with(Customer buyer) {
    ErasedCustomer known = new ErasedCustomer(name, region);
    String full = buyer.name();
    if (full != null && !full.isBlank()) {
      known.mentions.add(words(normal(full)));
      SPACE
          .splitAsStream(normal(full).replace(',', ' '))
          .filter(part -> part.length() >= SHORTEST_PART)
          .map(ErasedCustomer::words)
          .forEach(known.mentions::add);
    }
    if (buyer.mobile() != null) {
      known.mentions.add(anySpelling(buyer.mobile()));
    }
    return known;
  }

  private @Nullable String e164(String text) {
    if (text.chars().filter(Character::isDigit).count() < FEWEST_DIGITS) {
      return null;
    }
    try {
      return Customer.e164(text.strip(), region);
    } catch (RefusedException e) {
      return null; // A name, then.
    }
  }

  private static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).strip();
  }

  private static Pattern words(String text) {
    String words =
        SPACE.splitAsStream(text).map(Pattern::quote).collect(Collectors.joining("\\s+"));
    return Pattern.compile(
        NOT_WITHIN + words + NOT_BEFORE, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /** A number with or without its country code, whatever stands between the digits. */
  private static Pattern anySpelling(String e164) {
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    try {
      PhoneNumber number = numbers.parse(e164, null);
      String between = "[\\s/().-]*";
      String code = spaced(String.valueOf(number.getCountryCode()), between);
      String national = spaced(numbers.getNationalSignificantNumber(number), between);
      return Pattern.compile(
          "(?<!\\d)(?:(?:\\+|00)?%1$s%2$s\\(?0?\\)?%2$s|0%2$s)?%3$s(?!\\d)"
              .formatted(code, between, national));
    } catch (NumberParseException e) {
      return Pattern.compile(Pattern.quote(e164));
    }
  }

  private static String spaced(String digits, String between) {
    return digits.chars().mapToObj(Character::toString).collect(Collectors.joining(between));
  }
}

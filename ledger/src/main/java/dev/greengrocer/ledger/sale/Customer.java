package dev.greengrocer.ledger.sale;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.price.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * Who bought, if they said so.
 *
 * @param name 1 to 100 characters, or null
 * @param mobile in E.164, such as +4915123456789, or null
 */
public record Customer(@Nullable String name, @Nullable String mobile) {

  static final Customer UNKNOWN = new Customer(null, null);

  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_NUMBER = 30;

  /**
   * A customer as people type them; what is blank was not said.
   *
   * @param region ISO 3166 of numbers without +, or empty when they must have one
   */
  public static Customer of(@Nullable String name, @Nullable String mobile, String region) {
    return new Customer(
        name == null || name.isBlank() ? null : name(name.strip()),
        mobile == null || mobile.isBlank() ? null : e164(mobile.strip(), region));
  }

  private static String name(String typed) {
    if (typed.length() > LONGEST_NAME || typed.chars().anyMatch(Character::isISOControl)) {
      throw new RefusedException(
          Problem.UNPROCESSABLE,
          "customer's name: at most %d characters on one line".formatted(LONGEST_NAME));
    }
    return typed;
  }

  /** A number as it is kept, whatever spaces and dashes it was typed with. */
  public static String e164(String typed, String region) {
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    try {
      if (typed.length() <= LONGEST_NUMBER) {
        PhoneNumber number = numbers.parse(typed, region.isEmpty() ? null : region);
        if (numbers.isPossibleNumber(number) && !number.hasExtension()) {
          return numbers.format(number, PhoneNumberFormat.E164);
        }
      }
    } catch (NumberParseException e) {
      // Said below, for the person who typed it.
    }
    throw new RefusedException(
        Problem.UNPROCESSABLE,
        "mobile number '%s': with country code, such as +49 151 23456789%s"
            .formatted(
                Quantity.shortened(typed), region.isEmpty() ? "" : ", or a number of " + region));
  }
}

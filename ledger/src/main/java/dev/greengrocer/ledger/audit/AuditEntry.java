package dev.greengrocer.ledger.audit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One change and who made it.
 *
 * @param id UUIDv7; the order of ids is the order of changes
 * @param at when, to the millisecond
 * @param actor who, as {@link Actor#name} has it
 * @param kind what kind of thing
 * @param subject which one
 * @param action what was done, such as {@code price set}
 * @param before what it was, in words, or null when it was not there
 * @param after what it is, in words, or null when it is no more
 */
public record AuditEntry(
    String id,
    Instant at,
    String actor,
    Kind kind,
    String subject,
    String action,
    @Nullable String before,
    @Nullable String after) {

  /** What kind of thing was changed. */
  public enum Kind {
    /** A line of the price list. */
    PRICE,
    /** A sale. */
    SALE,
    /** A basket that was parked or taken back. */
    BASKET,
    /** A period that was closed. */
    CLOSING,
    /** What came in, was thrown away or was counted. */
    STOCK,
    /** What is known of a customer. */
    CUSTOMER,
    /** A user. */
    USER,
    /** An API key. */
    KEY,
    /** What a person said a photo shows. */
    LABEL,
    /** An answer or its photo, which can only be erased. */
    PREDICTION,
    /** The model that runs. */
    MODEL,
    /** A setting of the shop. */
    SETTING,
    /** A copy of the books. */
    BACKUP,
    /** Figures that were written for other programs. */
    EXPORT;

    /** The name in files, forms and answers, such as {@code price}. */
    @JsonValue
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    @JsonCreator
    public static Kind of(String id) {
      return valueOf(id.toUpperCase(Locale.ROOT));
    }
  }
}

package dev.greengrocer.ledger.label;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One statement about a photo, as it was made. Entries are only ever added.
 *
 * @param id UUIDv7
 * @param predictionId the answer that it is about
 * @param position 1, 2, 3, …: the order of what was said about this answer
 * @param at when it was said
 * @param actor who said it, as {@link dev.greengrocer.ledger.audit.Actor#name} has it
 * @param door how it came in: {@code api}, {@code page}, {@code review}, or {@code earlier} for
 *     what was said before doors were recorded
 * @param verdict {@code confirmed}, {@code corrected}, {@code not-in-list}, {@code unusable} or
 *     {@code withdrawn}
 * @param label what the photo shows, when {@code confirmed} or {@code corrected}
 * @param takesBack the id of the entry that this one takes back, when {@code withdrawn}
 */
public record LabelEntry(
    String id,
    String predictionId,
    int position,
    Instant at,
    String actor,
    String door,
    String verdict,
    @Nullable String label,
    @Nullable String takesBack) {}

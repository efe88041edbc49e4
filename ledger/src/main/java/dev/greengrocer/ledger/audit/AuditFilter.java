package dev.greengrocer.ledger.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which changes to list; what is null narrows nothing.
 *
 * @param kind what kind of thing was changed
 * @param actor who changed it
 * @param subject which one
 * @param from the first moment
 * @param to the moment after the last
 */
public record AuditFilter(
    AuditEntry.@Nullable Kind kind,
    @Nullable String actor,
    @Nullable String subject,
    @Nullable Instant from,
    @Nullable Instant to) {}

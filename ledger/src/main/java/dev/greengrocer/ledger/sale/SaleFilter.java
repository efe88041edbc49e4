package dev.greengrocer.ledger.sale;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which sales to list; what is null narrows nothing.
 *
 * @param from the first day
 * @param to the last day
 */
public record SaleFilter(@Nullable LocalDate from, @Nullable LocalDate to) {}

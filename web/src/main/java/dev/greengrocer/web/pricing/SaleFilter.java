package dev.greengrocer.web.pricing;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which sales to list; what is null narrows nothing.
 *
 * @param from the first day
 * @param to the last day
 */
record SaleFilter(@Nullable LocalDate from, @Nullable LocalDate to) {}

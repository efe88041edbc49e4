package dev.greengrocer.web.checkout;

import org.jspecify.annotations.Nullable;

/**
 * What was typed into the fields of a line; null where the line has no such field.
 *
 * @param was the state of the line that was shown
 * @param sure the grams of which the person has said that they are meant, however many
 */
record LineMeasure(
    @Nullable String weight,
    @Nullable String tare,
    @Nullable String pieces,
    @Nullable String price,
    @Nullable String was,
    @Nullable String sure) {}

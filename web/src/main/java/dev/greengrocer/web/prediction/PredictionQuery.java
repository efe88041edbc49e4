package dev.greengrocer.web.prediction;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which answers a caller asks for; what is not given narrows nothing.
 *
 * @param label the most probable label, by any of its names
 * @param trueLabel what a person said it is, by any of its names
 * @param decision what the model made of the photo
 * @param feedback how what a person said compares
 * @param reviewed whether a person has said anything
 * @param source what sent the photo
 * @param model the hash of the weights that answered
 * @param customer whose photo it is
 * @param station the device or place that sent it
 * @param from the first moment
 * @param to the moment after the last
 */
public record PredictionQuery(
    @Nullable String label,
    @Nullable String trueLabel,
    @Schema(allowableValues = {"accept", "shortlist", "reject"}) @Nullable String decision,
    @Schema(allowableValues = {"confirmed", "corrected", "not-in-list"}) @Nullable String feedback,
    @Nullable Boolean reviewed,
    @Schema(allowableValues = {"web", "api", "inference"}) @Nullable String source,
    @Nullable String model,
    @Nullable String customer,
    @Nullable String station,
    @Nullable Instant from,
    @Nullable Instant to) {}

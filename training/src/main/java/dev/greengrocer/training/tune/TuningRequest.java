package dev.greengrocer.training.tune;

import dev.greengrocer.training.RequestedData;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the caller of a {@link TuningJob} asks for.
 *
 * @param data the data set, and how it is used
 * @param folder the folder of the search
 * @param resume continue the search in that folder, or start it if it has not begun
 * @param settings how to search; may be absent when a search is resumed, and must not differ from
 *     its own
 * @param budget time for all sessions together; absent for one round, or for what the search that
 *     is resumed was given
 * @param init the weights that every trial starts from
 * @param codeVersion version and commit of the program
 */
public record TuningRequest(
    RequestedData data,
    Path folder,
    boolean resume,
    Optional<TuningSettings> settings,
    Optional<Duration> budget,
    Optional<Path> init,
    String codeVersion) {}

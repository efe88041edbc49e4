package dev.greengrocer.training.tune;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the caller of a {@link TuningJob} asks for.
 *
 * @param data the prepared data set; may be absent when a search is resumed
 * @param folder the folder of the search
 * @param resume continue the search in that folder, or start it if it has not begun
 * @param allowLeak search even if near-duplicate groups stand in more than one split
 * @param settings how to search; may be absent when a search is resumed, and must not differ from
 *     its own
 * @param budget time for all sessions together; absent for one round, or for what the search that
 *     is resumed was given
 * @param init the weights that every trial starts from
 * @param decodedCache keep decoded photos on disk; else decode them every epoch
 * @param cache the folder for decoded photos; absent for {@code cache} in the data set
 * @param codeVersion version and commit of the program
 */
public record TuningRequest(
    Optional<Path> data,
    Path folder,
    boolean resume,
    boolean allowLeak,
    Optional<TuningSettings> settings,
    Optional<Duration> budget,
    Optional<Path> init,
    boolean decodedCache,
    Optional<Path> cache,
    String codeVersion) {}

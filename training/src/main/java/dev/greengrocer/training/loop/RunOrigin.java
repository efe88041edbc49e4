package dev.greengrocer.training.loop;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a run came from: what its options do not say.
 *
 * @param name of the model to be
 * @param data the folder of the data set, absolute
 * @param dataHash content hash of the data set
 * @param init the bundle that the weights started from, absolute; empty when they were drawn at
 *     random
 * @param codeVersion version and commit of the program
 * @param startedAt ISO 8601 in UTC
 * @param machine processor, cores, memory and library versions
 * @param distillation the teachers and the photos without labels; null for a run without them
 */
public record RunOrigin(
    String name,
    String data,
    String dataHash,
    String init,
    String codeVersion,
    String startedAt,
    Map<String, String> machine,
    @Nullable DistillationOrigin distillation) {}

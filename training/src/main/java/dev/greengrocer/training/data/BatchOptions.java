package dev.greengrocer.training.data;

/**
 * How samples become batches.
 *
 * @param batchSize images a batch, at least 1
 * @param classCount number of classes
 * @param classBalance see {@link EpochSampler}
 * @param labelSmoothing share of each target that is spread over all classes, in {@code [0, 1)}
 *     (Szegedy et al. 2016)
 * @param augmentation how photos are varied
 * @param threads that make batches, at least 1
 * @param seed of the run
 */
public record BatchOptions(
    int batchSize,
    int classCount,
    double classBalance,
    double labelSmoothing,
    AugmentationOptions augmentation,
    int threads,
    long seed) {}

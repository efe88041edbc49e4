package dev.greengrocer.lab.evaluation;

import dev.greengrocer.statistics.Percentiles;

/**
 * How long the model took on the machine that evaluated it; another machine, or another hour, gives
 * other numbers.
 *
 * @param sample photos that were timed one by one
 * @param decode milliseconds from the file to pixels
 * @param classify milliseconds from pixels to probabilities, one photo at a time
 * @param photosPerSecond throughput of the whole evaluation, in batches, decoding included
 * @param machine where this was measured
 */
public record Latency(
    int sample, Percentiles decode, Percentiles classify, double photosPerSecond, String machine) {}

package dev.greengrocer.benchmarks.comparison;

import dev.greengrocer.benchmarks.worker.Workload;

/**
 * A workload, its name in the tables, and who judges its answers.
 *
 * @param name such as {@code greengrocer}
 */
public record Candidate(String name, Workload workload, AnswerCheck judge) {}

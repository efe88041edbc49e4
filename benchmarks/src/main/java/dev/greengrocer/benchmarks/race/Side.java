package dev.greengrocer.benchmarks.race;

import dev.greengrocer.benchmarks.stage.Contestant;

/**
 * A contestant, its name in the tables, and who judges its answers.
 *
 * @param name such as {@code greengrocer}
 */
public record Side(String name, Contestant contestant, Judge judge) {}

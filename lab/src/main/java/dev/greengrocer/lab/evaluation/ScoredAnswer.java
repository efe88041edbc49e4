package dev.greengrocer.lab.evaluation;

/**
 * The best answer to one photo, seen as a bet.
 *
 * @param confidence the probability of the best label, in {@code [0, 1]}
 * @param correct whether it is right
 */
public record ScoredAnswer(double confidence, boolean correct) {}

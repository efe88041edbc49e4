package dev.greengrocer.lab.evaluation;

/**
 * The best answer to one photo, seen as a bet.
 *
 * @param confidence how sure it is, in {@code [-1, 1]}, larger is surer: the probability of the
 *     best label, or a score that orders photos as a rule of decision would accept them
 * @param correct whether it is right
 */
public record ScoredAnswer(double confidence, boolean correct) {}

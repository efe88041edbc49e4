package dev.greengrocer.inference;

import dev.greengrocer.Answer;

/**
 * An answer and what it rests on, from one run of the network.
 *
 * @param answer what the photo shows
 * @param activations which part of it speaks for which label
 */
public record Explained(Answer answer, ClassActivations activations) {}

package dev.greengrocer.training.tune;

/**
 * One step of successive halving.
 *
 * @param number counted from 1
 * @param epochs that each trial trains here
 * @param trials that reach it
 */
public record Rung(int number, int epochs, int trials) {}

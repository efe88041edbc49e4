package dev.greengrocer.training.loop;

/**
 * What one step came to.
 *
 * @param epoch counted from 1
 * @param batch counted from 1 within the epoch
 * @param images in the batch
 * @param loss mean cross-entropy before the step
 * @param learningRate of the step
 */
public record BatchMetrics(int epoch, int batch, int images, double loss, double learningRate) {}

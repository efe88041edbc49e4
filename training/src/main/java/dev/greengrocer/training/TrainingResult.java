package dev.greengrocer.training;

import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.training.loop.History;

/**
 * What training came to.
 *
 * @param history every epoch
 * @param bundle the model of the best epoch
 */
public record TrainingResult(History history, ModelBundle bundle) {}

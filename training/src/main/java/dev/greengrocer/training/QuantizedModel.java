package dev.greengrocer.training;

import dev.greengrocer.model.DecisionRule;
import dev.greengrocer.model.ModelBundle;

/**
 * What quantisation came to.
 *
 * @param bundle the new model
 * @param rule how it decides
 * @param effect what it did to the answers
 */
public record QuantizedModel(ModelBundle bundle, DecisionRule rule, QuantizationEffect effect) {}

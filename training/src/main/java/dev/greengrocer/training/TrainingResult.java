package dev.greengrocer.training;

import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.training.loop.History;
import java.util.Optional;

/**
 * What training came to.
 *
 * @param history every epoch
 * @param bundle the model of the best epoch
 * @param comparison how far it is from its teachers, where it has any
 */
public record TrainingResult(
    History history, ModelBundle bundle, Optional<TeacherComparison> comparison) {}

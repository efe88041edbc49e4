package dev.greengrocer.lab.decision;

import dev.greengrocer.model.DecisionRule.FittedOn;
import java.util.List;

/**
 * Photos of one origin, as the network sees them.
 *
 * @param source where they come from
 * @param photos at least one
 */
record PhotoSet(FittedOn source, List<CalibrationPhoto> photos) {}

package dev.greengrocer.lab.evaluation;

import dev.greengrocer.Reason;
import dev.greengrocer.statistics.Estimate;
import dev.greengrocer.statistics.Proportion;
import java.util.Map;

/**
 * How a model does on photos that show no produce at all.
 *
 * @param name the folder that they lie in
 * @param accepted photos with one name of which the model is sure, wrongly, of all
 * @param shortlisted photos with a few names to choose from, of all
 * @param rejected how many photos have no name, by the reason; only reasons that occurred
 * @param byUnfamiliarity the area under the ROC curve with which unfamiliarity tells them from the
 *     evaluated photos
 * @param byProbability the same of the probability of the best group, which is lower for them
 */
public record OodMetrics(
    String name,
    Proportion accepted,
    Proportion shortlisted,
    Map<Reason, Long> rejected,
    Estimate byUnfamiliarity,
    Estimate byProbability) {}

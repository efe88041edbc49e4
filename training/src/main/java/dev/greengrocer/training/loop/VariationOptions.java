package dev.greengrocer.training.loop;

import dev.greengrocer.training.data.AugmentationOptions;
import dev.greengrocer.training.data.WorldOptions;

/**
 * How training photos are varied.
 *
 * @param augmentation usual random changes of shape, colour and quality
 * @param world changes that make them look like photos of other places and cameras
 */
public record VariationOptions(AugmentationOptions augmentation, WorldOptions world) {}

package dev.greengrocer.lab.dataset.source;

import dev.greengrocer.lab.dataset.Split;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that its source offers as a photo; it was not opened yet.
 *
 * @param path the name of the source and the path inside it, with {@code /} between the parts: what
 *     reports call the photo
 * @param file where it lies on this machine
 * @param className the name of its class folder, as the source spells it
 * @param publishedSplit the split folder that it lies in, if the source has split folders
 */
public record SourcePhoto(
    String path, Path file, String className, Optional<Split> publishedSplit) {}

package dev.greengrocer.cli.evaluate;

import dev.greengrocer.LabelSet;
import dev.greengrocer.lab.dataset.DatasetManifests;
import dev.greengrocer.lab.dataset.Sample;
import dev.greengrocer.lab.decision.OutsidePhotos;
import dev.greengrocer.lab.evaluation.EvaluationData;
import dev.greengrocer.lab.evaluation.EvaluationDataReader;
import dev.greengrocer.lab.evaluation.FurtherSets;
import dev.greengrocer.lab.evaluation.LabelledPhoto;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the further sets of an evaluation as {@code calibrate} reads photos from elsewhere: photos
 * of {@code --data}, of any of its splits, are left out.
 *
 * @param labels the model's
 * @param data the folder under evaluation
 * @param source how the folder under evaluation was made
 * @param err told what is left out
 */
record FurtherSetsReader(
    LabelSet labels, Path data, EvaluationData.Source source, PrintWriter err) {

  /**
   * Reads folders.
   *
   * @param also of labelled photos
   * @param unknown of photos of nothing that the model knows
   * @throws dev.greengrocer.InvalidDatasetException as {@link OutsideOptions#read}
   */
  FurtherSets read(List<Path> also, List<Path> unknown) {
    if (also.isEmpty() && unknown.isEmpty()) {
      return FurtherSets.NONE;
    }
    OutsidePhotos found =
        OutsideOptions.read(also, unknown, new OutsideReader(labels, ownHashes(), err));
    return new FurtherSets(
        found.known().stream().map(FurtherSetsReader::labelled).toList(),
        found.unknown().stream()
            .map(
                set ->
                    new FurtherSets.Unknown(
                        set.source().data(), set.source().dataHash(), set.files()))
            .toList());
  }

  private static FurtherSets.Labelled labelled(OutsidePhotos.Known set) {
    return new FurtherSets.Labelled(
        set.source().data(),
        set.source().dataHash(),
        set.photos().stream()
            .map(photo -> new LabelledPhoto(photo.file().toString(), photo.file(), photo.label()))
            .toList());
  }

  private Set<String> ownHashes() {
    return source == EvaluationData.Source.PREPARED
        ? DatasetManifests.read(data).samples().stream()
            .map(Sample::sha256)
            .collect(Collectors.toSet())
        : new EvaluationDataReader(labels, true)
            .readAll(data).photos().stream()
                .map(photo -> OutsideReader.hash(photo.file()))
                .collect(Collectors.toSet());
  }
}

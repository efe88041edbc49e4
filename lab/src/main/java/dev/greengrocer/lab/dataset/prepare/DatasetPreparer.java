package dev.greengrocer.lab.dataset.prepare;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.LabelSet;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.StagedFolder;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.DatasetManifests;
import dev.greengrocer.lab.dataset.LabelFile;
import dev.greengrocer.lab.dataset.PrepareListener;
import dev.greengrocer.lab.dataset.duplicates.NearDuplicates;
import dev.greengrocer.lab.dataset.duplicates.PhotoGroups;
import dev.greengrocer.lab.dataset.source.ImageFolder;
import dev.greengrocer.lab.dataset.source.InspectedPhoto;
import dev.greengrocer.lab.dataset.source.Inspection;
import dev.greengrocer.lab.dataset.source.PhotoInspector;
import dev.greengrocer.lab.dataset.source.SourceFolders;
import dev.greengrocer.lab.dataset.source.SourcePhoto;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Photo collections to a data set that can be trusted: checked, deduplicated, split and hashed.
 *
 * <p>The same sources, options and seed give the same bytes in every file. The sources are never
 * changed, and the output is there whole or not at all.
 *
 * <pre>{@code
 * PrepareOptions options =
 *     new PrepareOptions(
 *         List.of(folder), // folders or zips of class folders
 *         out,
 *         false, // do not replace what is there
 *         Optional.empty(), // the built-in label file
 *         new SplitPlan.Shares(70, 15, 15),
 *         17, // the seed
 *         PhotoLimits.DEFAULT,
 *         Optional.empty());
 * new DatasetPreparer(PrepareListener.SILENT, new DatasetPage()).prepare(options);
 * }</pre>
 */
public final class DatasetPreparer {

  private final PrepareListener listener;
  private final DatasetReportRenderer renderer;

  /**
   * @param listener hears of the progress
   * @param renderer draws {@code report.html}
   */
  public DatasetPreparer(PrepareListener listener, DatasetReportRenderer renderer) {
    this.listener = listener;
    this.renderer = renderer;
  }

  /**
   * Prepares a data set.
   *
   * @return what was found
   * @throws InvalidConfigurationException if the output folder is taken or lies inside a source, or
   *     the label file is none
   * @throws InvalidDatasetException if a source is missing, unsafe or without class folders, a
   *     class name is unknown, or a class ends without a photo
   * @throws StorageException if a file cannot be read or written
   */
  public DatasetReport prepare(PrepareOptions options) {
    Optional<LabelSet> labelFile = options.labelFile().map(LabelFile::read);
    Optional<SplitFile> splitFile = splitFile(options.splitPlan());
    SourceFolders.refuseOverlap(options.sources(), options.out());
    try (StagedFolder staging = DatasetPlace.open(options.out(), options.force())) {
      SourceFolders.Opened sources =
          SourceFolders.open(options.sources(), staging.scratch(), listener);
      List<ImageFolder> folders = sources.folders();
      ClassNames classNames =
          ClassNames.resolve(
              splitFile.map(SplitFile::classNames).orElseGet(() -> classNames(folders)), labelFile);

      List<SourcePhoto> offered = photos(folders);
      List<Inspection> inspections =
          new PhotoInspector(options.limits(), sources.damaged()).inspect(offered, listener);
      List<InspectedPhoto> readable = readable(inspections);
      PhotoGroups groups = PhotoGroups.of(readable, NearDuplicates.find(readable, listener));

      Selection selection =
          splitFile.isPresent()
              ? SelectionBySplitFile.select(groups.photos(), splitFile.get(), classNames)
              : SelectionByGroups.select(groups, classNames, options);
      LabelSet labels =
          LabelCoverage.require(
              classNames.expected(), selection, inspections.size() - groups.photos().size());

      DatasetManifest manifest =
          DatasetManifests.of(
              staging.path(),
              labels,
              selection.kept().stream().map(SelectedPhoto::sample).toList(),
              options.seed());
      Map<String, String> described = describe(options, folders);
      options.origin().describe(described, offered.stream().map(SourcePhoto::file).toList());
      DatasetReport report =
          new DatasetReportBuilder(folders, inspections, groups, selection, manifest)
              .build(described, options.compareGroups());

      PhotoCopier.copy(selection.kept(), staging.path(), listener);
      DatasetManifests.write(manifest, described);
      DatasetReportFile.write(report, staging.path());
      render(report, offered, staging.path());
      staging.moveIntoPlace();
      return report;
    }
  }

  private static Optional<SplitFile> splitFile(SplitPlan plan) {
    return plan instanceof SplitPlan.FromFile fromFile
        ? Optional.of(SplitFile.read(fromFile.file()))
        : Optional.empty();
  }

  private static Map<String, String> describe(PrepareOptions options, List<ImageFolder> folders) {
    return options.describe(folders.stream().map(ImageFolder::name).toList());
  }

  private static List<SourcePhoto> photos(List<ImageFolder> folders) {
    return folders.stream()
        .flatMap(folder -> folder.photos().stream())
        .sorted(Comparator.comparing(SourcePhoto::path))
        .toList();
  }

  private static List<InspectedPhoto> readable(List<Inspection> inspections) {
    return inspections.stream()
        .filter(InspectedPhoto.class::isInstance)
        .map(InspectedPhoto.class::cast)
        .toList();
  }

  private static List<String> classNames(List<ImageFolder> folders) {
    Set<String> names = new TreeSet<>();
    for (ImageFolder folder : folders) {
      folder.photos().forEach(photo -> names.add(photo.className()));
      folder.emptyClasses().forEach(path -> names.add(path.substring(path.lastIndexOf('/') + 1)));
    }
    return List.copyOf(names);
  }

  private void render(DatasetReport report, List<SourcePhoto> offered, Path directory) {
    listener.stepStarted("drawing the report", 1);
    Map<String, Path> files = new HashMap<>();
    offered.forEach(photo -> files.put(photo.path(), photo.file()));
    renderer.render(report, path -> files.getOrDefault(path, directory.resolve(path)), directory);
    listener.stepAdvanced();
  }
}

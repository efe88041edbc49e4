package dev.greengrocer.training;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.model.DecisionRule;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.training.loop.DistillationOrigin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a student learns from besides labelled photos, found and checked.
 *
 * @param teachers at least one, each with the labels of the data set
 * @param unlabelled photos without labels; often none
 */
record Distillation(List<ModelBundle> teachers, UnlabelledPhotos unlabelled) {

  Distillation {
    teachers = List.copyOf(teachers);
  }

  /**
   * Opens the teachers and looks for the photos.
   *
   * @param run the folder of the student's run
   * @throws InvalidConfigurationException if there is no teacher, or one that cannot teach here
   * @throws dev.greengrocer.InvalidModelException if a teacher is missing or damaged
   * @throws dev.greengrocer.InvalidDatasetException if a folder holds no photos
   */
  static Distillation of(DistillationRequest request, DatasetManifest manifest, Path run) {
    if (request.teachers().isEmpty()) {
      throw new InvalidConfigurationException(
          "there is no teacher to learn from; name one or more bundles with --teacher");
    }
    Path student = run.toAbsolutePath().normalize();
    List<ModelBundle> teachers = new ArrayList<>();
    Set<String> networks = new LinkedHashSet<>();
    for (Path path : request.teachers()) {
      Path place = path.toAbsolutePath().normalize();
      if (place.startsWith(student)) {
        throw new InvalidConfigurationException(
            "%s: the teacher lies in the run %s that is to learn from it; choose another --out or another --teacher"
                .formatted(path, run));
      }
      ModelBundle teacher = ModelBundles.open(place);
      requireLabels(teacher, manifest);
      if (!networks.add(teacher.modelSha256())) {
        throw new InvalidConfigurationException(
            "%s: the same network teaches twice; name each --teacher once".formatted(path));
      }
      teachers.add(teacher);
    }
    return new Distillation(teachers, UnlabelledPhotos.find(request.unlabelled(), manifest));
  }

  /** Finds again what a run was begun with. */
  static DistillationRequest again(DistillationOrigin origin) {
    return new DistillationRequest(
        origin.teachers().stream().map(teacher -> Path.of(teacher.bundle())).toList(),
        origin.unlabelled().stream().map(Path::of).toList());
  }

  private static void requireLabels(ModelBundle teacher, DatasetManifest manifest) {
    Set<String> missing = new LinkedHashSet<>(manifest.labels().names());
    missing.removeAll(teacher.labels().names());
    Set<String> further = new LinkedHashSet<>(teacher.labels().names());
    further.removeAll(manifest.labels().names());
    if (!missing.isEmpty() || !further.isEmpty()) {
      throw new InvalidConfigurationException(
          "%s: the teacher has %d labels and %s has %d (%s); a teacher must know the labels of the data and no others"
              .formatted(
                  teacher.directory(),
                  teacher.labels().size(),
                  manifest.directory(),
                  manifest.labels().size(),
                  differences(missing, further)));
    }
  }

  private static String differences(Set<String> missing, Set<String> further) {
    List<String> words = new ArrayList<>();
    if (!missing.isEmpty()) {
      words.add("the teacher lacks " + firstFew(missing));
    }
    if (!further.isEmpty()) {
      words.add("the data lacks " + firstFew(further));
    }
    return String.join("; ", words);
  }

  private static String firstFew(Set<String> names) {
    List<String> few = names.stream().limit(5).toList();
    return String.join(", ", few) + (names.size() > few.size() ? ", …" : "");
  }

  /** The temperature of a model's decision rule; 1 where it has none. */
  static double temperature(ModelBundle model) {
    return model.decision().map(DecisionRule::temperature).orElse(1.0);
  }

  DistillationOrigin origin() {
    return new DistillationOrigin(
        teachers.stream()
            .map(
                teacher ->
                    new DistillationOrigin.Teacher(
                        teacher.directory().toString(),
                        teacher.name(),
                        teacher.modelSha256(),
                        temperature(teacher)))
            .toList(),
        unlabelled.folders().stream().map(Path::toString).toList(),
        unlabelled.photos().size(),
        unlabelled.hash());
  }

  /**
   * Wants what a run was begun with; where it lies now does not matter.
   *
   * @throws InvalidConfigurationException that says what is not the same
   */
  void requireSame(DistillationOrigin begun, Path run) {
    DistillationOrigin now = origin();
    List<String> before = begun.teachers().stream().map(Distillation::identity).toList();
    List<String> after = now.teachers().stream().map(Distillation::identity).toList();
    if (!before.equals(after)) {
      throw new InvalidConfigurationException(
          "%s: the run was begun with the teachers %s, not with %s; resume it with its own or choose another --out"
              .formatted(run, String.join(", ", before), String.join(", ", after)));
    }
    if (!begun.unlabelledHash().equals(now.unlabelledHash())) {
      throw new InvalidConfigurationException(
          "%s: the run was begun with %d photos without labels, and those found now (%d) are not the same; restore them or choose another --out"
              .formatted(run, begun.unlabelledPhotos(), now.unlabelledPhotos()));
    }
  }

  private static String identity(DistillationOrigin.Teacher teacher) {
    return "%s at temperature %s".formatted(teacher.words(), teacher.temperature());
  }
}

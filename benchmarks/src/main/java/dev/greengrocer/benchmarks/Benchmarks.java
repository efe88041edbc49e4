package dev.greengrocer.benchmarks;

import dev.greengrocer.benchmarks.comparison.Results;
import dev.greengrocer.benchmarks.scenario.EpochScenario;
import dev.greengrocer.benchmarks.scenario.FloorScenario;
import dev.greengrocer.benchmarks.scenario.FolderScenario;
import dev.greengrocer.benchmarks.scenario.GrowthScenario;
import dev.greengrocer.benchmarks.scenario.PartsScenario;
import dev.greengrocer.benchmarks.scenario.PhotoScenario;
import dev.greengrocer.benchmarks.scenario.PrepareScenario;
import dev.greengrocer.benchmarks.scenario.PythonPeers;
import dev.greengrocer.benchmarks.scenario.Scenario;
import dev.greengrocer.benchmarks.scenario.ServeScenario;
import dev.greengrocer.benchmarks.scenario.Setting;
import dev.greengrocer.benchmarks.scenario.ShortcutsScenario;
import dev.greengrocer.benchmarks.scenario.StartScenario;
import dev.greengrocer.benchmarks.scenario.TrainingScenario;
import dev.greengrocer.files.FolderTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code benchmarks/run}: measures scenarios and writes what came out. */
@Command(
    name = "benchmarks/run",
    description = "Measures how fast Greengrocer is, beside what people would use instead.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class Benchmarks implements Callable<Integer> {

  private static final Map<String, Scenario> SCENARIOS = new LinkedHashMap<>();

  static {
    SCENARIOS.put("floor", new FloorScenario());
    SCENARIOS.put("photo", new PhotoScenario());
    SCENARIOS.put("shortcuts", new ShortcutsScenario());
    SCENARIOS.put("folder", new FolderScenario());
    SCENARIOS.put("start", new StartScenario());
    SCENARIOS.put("training", new TrainingScenario());
    SCENARIOS.put("epoch", new EpochScenario());
    SCENARIOS.put("prepare", new PrepareScenario());
    SCENARIOS.put("serve", new ServeScenario());
    SCENARIOS.put("growth", new GrowthScenario());
    SCENARIOS.put("parts", new PartsScenario());
  }

  @Parameters(
      paramLabel = "SCENARIO",
      arity = "0..*",
      description =
          "floor, photo, shortcuts (with --photos), folder, start, training, epoch, prepare, serve,"
              + " growth, parts (default: all).")
  private List<String> names = List.of();

  @Option(names = "--short", description = "Fewer rounds and photos; the same comparisons.")
  private boolean small;

  @Option(
      names = "--photos",
      paramLabel = "DIR",
      description = "Real photos instead of made ones; in shortcuts beside them.")
  private @Nullable Path photos;

  @Option(
      names = "--model",
      paramLabel = "BUNDLE",
      description = "The model that answers (default: the bundled one).")
  private @Nullable Path model;

  @Option(
      names = "--other-java",
      paramLabel = "DIR",
      description = "A second JDK on which the photo scenario runs the usual sample, too.")
  private @Nullable Path otherJava;

  @Option(
      names = "--logs",
      paramLabel = "DIR",
      description =
          "Where growth keeps its filled logs and finds them again (default: fills them anew).")
  private @Nullable Path logs;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where the CSV files go (default: benchmarks/results).")
  private @Nullable Path folder;

  private Benchmarks() {}

  /** Runs the scenarios named and ends with 1 if the work under one of them was wrong. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Benchmarks()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path home = Path.of(System.getProperty("greengrocer.home", "")).toAbsolutePath();
    Path into = folder == null ? home.resolve("benchmarks/results") : folder;
    names.forEach(this::scenario);
    for (PythonPeers.Set set : new PythonPeers(home.resolve("benchmarks/peers/python")).missing()) {
      System.out.printf(
          "the Python peers of '%s' are skipped: run benchmarks/peers/python/install %s%n",
          set, set);
    }
    String commit = commit(home); // asked before the first result changes a file
    for (String name : names.isEmpty() ? all() : names) {
      Scenario scenario = scenario(name);
      long start = System.nanoTime();
      Path scratch = Files.createTempDirectory("greengrocer-benchmarks");
      try {
        Path file = Files.createDirectories(into).resolve(name + ".csv");
        Results results = new Results(name, commit, file, System.out);
        scenario.run(
            new Setting(
                home,
                model == null ? home.resolve("models/bundled") : model,
                Optional.ofNullable(photos),
                Optional.ofNullable(otherJava),
                Optional.ofNullable(logs),
                scratch,
                small),
            results);
      } finally {
        FolderTree.delete(scratch);
      }
      System.out.printf("%s took %d s%n", name, (System.nanoTime() - start) / 1_000_000_000);
    }
    return 0;
  }

  private List<String> all() {
    return SCENARIOS.entrySet().stream()
        .filter(scenario -> photos != null || !scenario.getValue().wantsPhotos())
        .map(Map.Entry::getKey)
        .toList();
  }

  private Scenario scenario(String name) {
    Scenario scenario = SCENARIOS.get(name);
    if (scenario == null) {
      throw new IllegalArgumentException(
          "scenario '%s' is not one of %s".formatted(name, SCENARIOS.keySet()));
    }
    if (scenario.wantsPhotos() && photos == null) {
      throw new IllegalArgumentException(
          "scenario '%s' says too little without real photos; give --photos DIR".formatted(name));
    }
    return scenario;
  }

  /** The commit that is measured, with a mark if files differ from it. */
  private static String commit(Path home) throws IOException {
    Process git =
        new ProcessBuilder("git", "describe", "--always", "--dirty")
            .directory(home.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return said.isEmpty() ? "unknown commit" : said;
  }
}

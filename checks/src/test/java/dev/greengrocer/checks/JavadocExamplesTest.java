package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The classes that people begin with show how they are used, and what they show compiles. */
final class JavadocExamplesTest {

  private static final Path HOME = Path.of(System.getProperty("greengrocer.home", ".."));

  private static final Set<String> DOORS =
      Set.of(
          "Classifier",
          "Models",
          "NetworkClassifier",
          "BatchScorer",
          "ModelBundles",
          "ImageDecoder",
          "ConfusionMatrix",
          "Bootstrap",
          "ImageFolder",
          "DatasetPreparer",
          "DatasetManifests",
          "Evaluator",
          "DecisionCalibrator",
          "Corruption");

  /** What an example may use without saying where it comes from. */
  private static final String PARAMETERS =
      "Path bundle, Path photo, List<Path> photos, Path folder, Path data, Path out";

  private static final Pattern EXAMPLE =
      Pattern.compile(
          "^ \\* <pre>\\{@code\\n(.*?)^ \\* }</pre>$", Pattern.DOTALL | Pattern.MULTILINE);

  private static final Pattern NAME = Pattern.compile("\\b[A-Z]\\w+\\b");

  @TempDir private Path folder;

  @Test
  void the_example_of_each_door_compiles() throws IOException {
    Map<String, String> classes = classes();
    Set<String> shown = new TreeSet<>();
    List<Path> sources = new ArrayList<>();
    for (String module : List.of("core", "lab")) {
      for (Path file : javaFiles(module)) {
        String name = file.getFileName().toString().replace(".java", "");
        Matcher example = EXAMPLE.matcher(Files.readString(file));
        if (DOORS.contains(name) && example.find()) {
          shown.add(name);
          sources.add(write(name, example.group(1).replaceAll("(?m)^ \\* ?", ""), classes));
        }
      }
    }
    assertThat(shown).isEqualTo(new TreeSet<>(DOORS));
    assertThat(faults(sources)).isEmpty();
  }

  private Path write(String door, String code, Map<String, String> classes) throws IOException {
    StringBuilder source = new StringBuilder("import java.nio.file.*;\nimport java.util.*;\n");
    Set<String> imported = new HashSet<>();
    Matcher name = NAME.matcher(code);
    while (name.find()) {
      String known = classes.get(name.group());
      if (known != null && imported.add(known)) {
        source.append("import ").append(known).append(";\n");
      }
    }
    String type = "Use" + door;
    source
        .append("class %s {%n  void use(%s) throws Exception {%n".formatted(type, PARAMETERS))
        .append(code)
        .append("  }\n}\n");
    return Files.writeString(folder.resolve(type + ".java"), source);
  }

  private List<String> faults(List<Path> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(found, null, null)) {
      compiler
          .getTask(
              null,
              files,
              found,
              List.of(
                  "-proc:none",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "-d",
                  folder.toString()),
              null,
              files.getJavaFileObjectsFromPaths(sources))
          .call();
    }
    return found.getDiagnostics().stream()
        .filter(fault -> fault.getKind() == Diagnostic.Kind.ERROR)
        .map(Object::toString)
        .toList();
  }

  /** The full name of each public class by its own. */
  private static Map<String, String> classes() throws IOException {
    Map<String, String> classes = new TreeMap<>();
    for (String module : List.of("lab", "core")) {
      Path root = HOME.resolve(module).resolve("src/main/java");
      for (Path file : javaFiles(module)) {
        String path = root.relativize(file).toString().replace(".java", "");
        classes.put(
            file.getFileName().toString().replace(".java", ""),
            path.replace(file.getFileSystem().getSeparator(), "."));
      }
    }
    return classes;
  }

  private static List<Path> javaFiles(String module) throws IOException {
    try (Stream<Path> files = Files.walk(HOME.resolve(module).resolve("src/main/java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}

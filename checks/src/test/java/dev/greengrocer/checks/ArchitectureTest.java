package dev.greengrocer.checks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The floor plan of {@code docs/architecture.md} as tests. */
@AnalyzeClasses(packages = "dev.greengrocer", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  private static final String ROOT = "dev.greengrocer";
  private static final Path HOME = Path.of(System.getProperty("greengrocer.home", ".."));

  /** Of a class of ours, with its package; packages are in small letters. */
  private static final Pattern OUR_IMPORT =
      Pattern.compile("^import (?:static )?(dev\\.greengrocer(?:\\.[a-z0-9]+)*)\\.[A-Z]");

  /**
   * Each module, and the modules that it may see. A room is of the module that its name begins
   * with, or of core.
   */
  private static final Map<String, Set<String>> MODULES =
      plan(
          """
          core:
          lab: core
          training: lab core
          cli: training lab core
          ledger: core
          analytics: ledger core
          spark: core
          s3: ledger core
          web: s3 analytics ledger core
          testing:
          """);

  /**
   * Each room of the house, and the rooms of its own module that it may see. A room is a package;
   * one that is not listed here fails the test, and so does one that is listed and has no class.
   */
  private static final Map<String, Set<String>> ROOMS =
      plan(
          """
          vocabulary:
          concurrent:
          files: vocabulary concurrent
          image: vocabulary files
          model: vocabulary files image
          inference: vocabulary concurrent files image model
          statistics:
          experiment: vocabulary files

          lab.dataset:
          lab.dataset.source: lab.dataset
          lab.dataset.duplicates: lab.dataset lab.dataset.source
          lab.dataset.prepare: lab.dataset lab.dataset.source lab.dataset.duplicates
          lab.corruption: lab.dataset
          lab.decision: lab.dataset
          lab.labels: lab.dataset
          lab.evaluation: lab.dataset lab.dataset.source
          lab.report:
          lab.report.plot: lab.dataset.prepare lab.evaluation
          lab.report.dataset: lab.report lab.report.plot lab.dataset lab.dataset.source lab.dataset.duplicates lab.dataset.prepare
          lab.report.labels: lab.report lab.dataset lab.labels
          lab.report.evaluation: lab.report lab.report.plot lab.decision lab.evaluation

          training.network:
          training.data:
          training.loop: training.network training.data
          training.torch: training.network training.data training.loop
          training.export: training.network
          training: training.network training.data training.loop training.torch training.export
          training.tune: training training.data training.loop

          cli.console:
          cli.experiment:
          cli.predict: cli.console
          cli.dataset: cli.console
          cli.train: cli.console cli.experiment
          cli.evaluate: cli.console cli.experiment
          cli.export: cli.console cli.evaluate
          cli: cli.console cli.predict cli.dataset cli.train cli.evaluate cli.export

          ledger:
          ledger.database: ledger
          ledger.audit: ledger.database
          ledger.settings: ledger.database ledger.audit
          ledger.move: ledger.database
          ledger.idempotency: ledger ledger.database
          ledger.prediction: ledger ledger.database ledger.idempotency
          ledger.photo: ledger.database
          ledger.experiment: ledger ledger.database
          ledger.label: ledger ledger.database ledger.audit ledger.prediction
          ledger.figures: ledger.database ledger.price
          ledger.price: ledger ledger.database ledger.audit ledger.settings
          ledger.stock: ledger ledger.database ledger.idempotency ledger.audit ledger.settings ledger.price
          ledger.sale: ledger ledger.database ledger.idempotency ledger.audit ledger.settings ledger.prediction ledger.label ledger.price ledger.stock
          ledger.closing: ledger ledger.database ledger.idempotency ledger.audit ledger.price ledger.sale
          ledger.privacy: ledger ledger.database ledger.idempotency ledger.audit ledger.settings ledger.photo ledger.price ledger.sale
          ledger.backup: ledger ledger.database ledger.experiment ledger.idempotency ledger.audit ledger.settings ledger.photo ledger.prediction ledger.label ledger.price ledger.stock ledger.sale ledger.closing ledger.privacy

          analytics.parquet:
          analytics.schema:
          analytics.powerbi: analytics.schema
          analytics.excel:
          analytics: analytics.parquet analytics.schema

          spark:

          s3:

          web:
          web.caller:
          web.account: web web.caller
          web.apikey: web web.caller web.account
          web.session:
          web.security: web web.caller web.account web.apikey
          web.model: web
          web.audit: web
          web.settings: web web.account
          web.experiment: web
          web.price: web
          web.receipt: web
          web.checkout: web web.account
          web.sale: web web.caller web.account web.receipt
          web.scale: web
          web.closing: web web.caller
          web.stock: web web.caller
          web.privacy: web
          web.review: web web.model
          web.analytics: web
          web.dashboard: web web.model web.analytics
          web.prediction: web web.caller web.model
          web.history: web web.caller web.model web.prediction
          web.inference: web web.model web.prediction
          web.doctor: web web.model
          web.systemd: web
          web.page: web.caller
          web.problem: web web.page web.security
          web.connector: web web.problem web.security
          web.request: web web.model web.prediction web.problem
          web.openapi:
          web.server: web web.doctor web.systemd web.caller web.account web.apikey web.session web.security web.model web.audit web.settings web.price web.checkout web.sale web.receipt web.scale web.closing web.stock web.privacy web.review web.dashboard web.prediction web.history web.inference web.analytics web.experiment web.page web.problem web.connector web.request web.openapi
          web.command: web web.account web.apikey web.analytics web.doctor web.server

          testing:
          """);

  @ArchTest
  static void the_plan_lists_the_rooms_that_there_are(JavaClasses scanned) {
    Set<String> built = new TreeSet<>();
    for (JavaClass type : scanned) {
      if (!type.getSimpleName().equals("package-info")) {
        built.add(room(type));
      }
    }
    assertThat(built).as("rooms that have a class").isEqualTo(new TreeSet<>(ROOMS.keySet()));
  }

  @ArchTest
  static void the_plan_names_only_rooms_and_modules_that_it_lists(JavaClasses scanned) {
    assertThat(ROOMS.keySet()).containsAll(ROOMS.values().stream().flatMap(Set::stream).toList());
    assertThat(MODULES.keySet())
        .containsAll(MODULES.values().stream().flatMap(Set::stream).toList())
        .containsAll(ROOMS.keySet().stream().map(ArchitectureTest::module).toList());
    ROOMS.forEach(
        (room, seen) ->
            assertThat(seen)
                .as("what the plan lets room '%s' see within its module", room)
                .allMatch(other -> module(other).equals(module(room))));
  }

  @ArchTest
  static final ArchRule rooms_see_what_the_plan_lets_them_see =
      classes()
          .should(
              new ArchCondition<JavaClass>("see only the rooms that the plan lets them see") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  type.getDirectDependenciesFromSelf().stream()
                      .filter(dependency -> ours(dependency.getTargetClass()))
                      .filter(dependency -> !maySee(room(type), room(dependency.getTargetClass())))
                      .forEach(
                          dependency ->
                              events.add(
                                  SimpleConditionEvent.violated(
                                      dependency,
                                      "room '%s' may not see room '%s': %s"
                                          .formatted(
                                              room(type),
                                              room(dependency.getTargetClass()),
                                              dependency.getDescription()))));
                }
              })
          .because("docs/architecture.md draws who sees whom");

  /**
   * A constant of another class leaves no trace in the compiled one, but an import in its source.
   */
  @ArchTest
  static void imports_see_what_the_plan_lets_them_see(JavaClasses ignored) throws IOException {
    Set<String> faults = new TreeSet<>();
    int imports = 0;
    for (String module : MODULES.keySet()) {
      for (Path source : sources(HOME.resolve(module).resolve("src/main/java"))) {
        List<String> lines = Files.readAllLines(source);
        String from = room(packageOf(lines));
        for (String line : lines) {
          Matcher used = OUR_IMPORT.matcher(line);
          if (used.find()) {
            imports++;
            String to = room(used.group(1));
            if (!maySee(from, to)) {
              faults.add("%s may not see '%s'".formatted(HOME.relativize(source), to));
            }
          }
        }
      }
    }
    assertThat(imports).isGreaterThan(1000);
    assertThat(faults).isEmpty();
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static String packageOf(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("package "))
        .map(line -> line.substring("package ".length(), line.length() - 1))
        .findFirst()
        .orElse("");
  }

  @ArchTest
  static final ArchRule databases_are_spoken_to_in_ledger_and_web =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + ".ledger..", ROOT + ".web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "java.sql..", "javax.sql..")
          .because("a program that only runs or trains a model needs no database");

  @ArchTest
  static final ArchRule the_ledger_knows_of_no_web_request =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".ledger..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework.http..",
              "org.springframework.web..",
              "jakarta.servlet..",
              "org.apache.catalina..")
          .because("what happened is kept for every program, not for a web alone");

  @ArchTest
  static final ArchRule no_cycles = slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule opencv_is_spoken_in_the_image_room =
      spokenOnlyIn(ROOT + ".image..", "org.bytedeco.opencv..");

  /** The package for servers has no OpenBLAS: a call that needs it would end the process. */
  @ArchTest
  static final ArchRule opencv_is_asked_for_no_linear_algebra =
      noClasses()
          .should()
          .callMethodWhere(
              JavaCall.Predicates.target(
                      HasOwner.Predicates.With.owner(
                          JavaClass.Predicates.resideInAPackage("org.bytedeco.opencv..")))
                  .and(
                      JavaCall.Predicates.target(
                          HasName.Predicates.nameMatching(
                              "gemm|inv|invert|solve.*|SV.*|eigen.*|determinant|Cholesky|LU|PCA.*"
                                  + "|Mahalanobis|mulTransposed|calcCovarMatrix|multiply|mul|cv[A-Z].*"
                                  + "|get(Perspective|Affine)Transform|fit(Ellipse|Line).*"))))
          .because("OpenCV hands them to OpenBLAS, which distribution/reduce leaves out");

  @ArchTest
  static final ArchRule libtorch_is_spoken_in_the_torch_room =
      spokenOnlyIn(ROOT + ".training.torch..", "org.bytedeco.pytorch..");

  @ArchTest
  static final ArchRule onnx_runtime_is_spoken_in_the_inference_room =
      spokenOnlyIn(ROOT + ".inference..", "ai.onnxruntime..");

  @ArchTest
  static final ArchRule networks_are_asked_only_where_models_are_fitted_and_measured =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              ROOT + ".inference",
              ROOT + ".lab.decision",
              ROOT + ".lab.evaluation",
              ROOT + ".training..",
              ROOT + ".cli.evaluate")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName(ROOT + ".inference.NetworkClassifier")
          .because("code that wants answers holds a Classifier, however the network is run");

  @ArchTest
  static final ArchRule the_onnx_format_is_spoken_in_the_export_room_and_in_fixtures =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + ".training.export..", ROOT + ".testing..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.onnx.proto..")
          .because("each heavy library is spoken in exactly one room");

  @ArchTest
  static final ArchRule serial_ports_are_spoken_to_in_the_scale_room =
      spokenOnlyIn(ROOT + ".web.scale..", "com.fazecast.jSerialComm..");

  @ArchTest
  static final ArchRule spark_and_hadoop_are_spoken_in_the_spark_room =
      spokenOnlyIn(ROOT + ".spark..", "org.apache.spark..", "org.apache.hadoop..", "scala..");

  @ArchTest
  static final ArchRule receipts_are_printed_in_the_receipt_room =
      spokenOnlyIn(ROOT + ".web.receipt..", "com.github.anastaciocintra..", "org.apache.pdfbox..");

  @ArchTest
  static final ArchRule charts_are_drawn_in_the_plot_room =
      spokenOnlyIn(ROOT + ".lab.report.plot..", "org.knowm.xchart..");

  @ArchTest
  static final ArchRule buckets_are_spoken_to_in_the_s3_room =
      spokenOnlyIn(ROOT + ".s3..", "software.amazon..");

  @ArchTest
  static final ArchRule workbooks_are_written_in_the_excel_room =
      spokenOnlyIn(ROOT + ".analytics.excel..", "org.dhatim..");

  @ArchTest
  static final ArchRule templates_are_filled_in_the_report_rooms =
      spokenOnlyIn(ROOT + ".lab.report..", "com.samskivert..");

  @ArchTest
  static final ArchRule command_lines_are_parsed_in_the_cli_in_spark_and_at_the_door_of_the_web =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + ".cli..", ROOT + ".spark..", ROOT + ".web.command..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("picocli..", "me.tongfei..")
          .because("each heavy library is spoken where a program begins");

  @ArchTest
  static final ArchRule only_commands_touch_the_standard_streams =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + ".cli..", ROOT + ".web.command..")
          .and()
          .doNotHaveFullyQualifiedName(ROOT + ".web.server.FirstPassword") // for a terminal alone
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
          .because("results go to stdout and everything else to stderr, decided in one place");

  @ArchTest
  static final ArchRule nobody_depends_on_the_benchmarks_or_their_peers =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + ".benchmarks..",
              ROOT + ".peers..",
              "org.openjdk.jmh..",
              "ai.djl..",
              "org.tensorflow..",
              "org.deeplearning4j..",
              "org.nd4j..")
          .because("they measure the product and are no part of it");

  /** A file of an upload is written and read by the server that received it, and never moved. */
  @ArchTest
  static final ArchRule files_are_moved_locked_and_hashed_in_the_files_room =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + ".files..", ROOT + ".testing..")
          .and()
          .doNotHaveFullyQualifiedName(ROOT + ".ledger.photo.IncomingFolder")
          .should()
          .callMethodWhere(
              calls(Files.class, "move|createTempFile|createTempDirectory")
                  .or(calls(FileChannel.class, "lock|tryLock"))
                  .or(calls(MessageDigest.class, "getInstance")))
          .because(
              "AtomicFile, StagedFolder, FolderLock and Sha256 do it once, forced to the disk");

  /** Files are dated by the system's clock, so {@code IncomingFolder} asks that one. */
  @ArchTest
  static final ArchRule the_ledger_and_the_web_are_told_the_time =
      noClasses()
          .that()
          .resideInAnyPackage(
              ROOT + ".ledger..", ROOT + ".analytics..", ROOT + ".s3..", ROOT + ".web..")
          .and()
          .doNotHaveFullyQualifiedName(ROOT + ".ledger.photo.IncomingFolder")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .because("a Clock is handed in, which a test may set");

  @ArchTest
  static final ArchRule json_mappers_are_made_in_the_files_room =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".files..")
          .should()
          .callConstructorWhere(ofJsonMapper())
          .orShould()
          .callMethodWhere(ofJsonMapper().and(named("builder|shared")))
          .because("formats with rules of their own derive theirs from Json with rebuild()");

  /**
   * A manifest is read back by this program: a spreadsheet's apostrophes would change its labels.
   */
  @ArchTest
  static final ArchRule tables_are_written_by_the_csv_of_the_files_room =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(ROOT + ".lab.dataset.CsvFile")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.apache.commons.csv.CSVPrinter")
          .because("Csv keeps what a spreadsheet would run as a formula from being run");

  private static DescribedPredicate<JavaCall<?>> calls(Class<?> owner, String names) {
    return JavaCall.Predicates.target(
            HasOwner.Predicates.With.owner(JavaClass.Predicates.equivalentTo(owner)))
        .and(named(names));
  }

  private static DescribedPredicate<JavaCall<?>> named(String names) {
    return JavaCall.Predicates.target(HasName.Predicates.nameMatching(names));
  }

  private static DescribedPredicate<JavaCall<?>> ofJsonMapper() {
    return JavaCall.Predicates.target(
        HasOwner.Predicates.With.owner(
            HasName.Predicates.name("tools.jackson.databind.json.JsonMapper")));
  }

  private static ArchRule spokenOnlyIn(String room, String... library) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(room)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library)
        .because("each heavy library is spoken in exactly one room");
  }

  private static boolean maySee(String from, String to) {
    return from.equals(to)
        || (module(from).equals(module(to))
            ? ROOMS.getOrDefault(from, Set.of()).contains(to)
            : MODULES.getOrDefault(module(from), Set.of()).contains(module(to)));
  }

  private static boolean ours(JavaClass type) {
    String place = type.getPackageName();
    return place.equals(ROOT) || place.startsWith(ROOT + ".");
  }

  private static String room(JavaClass type) {
    return room(type.getPackageName());
  }

  private static String room(String place) {
    return place.equals(ROOT) ? "vocabulary" : place.substring(ROOT.length() + 1);
  }

  private static String module(String room) {
    String first = room.contains(".") ? room.substring(0, room.indexOf('.')) : room;
    return MODULES.containsKey(first) ? first : "core";
  }

  private static Map<String, Set<String>> plan(String text) {
    Map<String, Set<String>> plan = new TreeMap<>();
    for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
      int colon = line.indexOf(':');
      Set<String> seen = new TreeSet<>(List.of(line.substring(colon + 1).trim().split(" ")));
      seen.remove("");
      if (plan.put(line.substring(0, colon), seen) != null) {
        throw new IllegalArgumentException("the plan lists twice: " + line);
      }
    }
    return plan;
  }
}

package dev.greengrocer.checks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.stream.Stream;

/** The floor plan of {@code docs/architecture.md} as tests. */
@AnalyzeClasses(packages = "dev.greengrocer", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  private static final String ROOT = "dev.greengrocer";

  @ArchTest
  static void the_scan_saw_every_room(JavaClasses scanned) {
    assertThat(scanned.size()).isGreaterThan(40);
    Stream.of(
            "",
            ".files",
            ".concurrent",
            ".image",
            ".lab.dataset",
            ".model",
            ".inference",
            ".statistics",
            ".lab.corruption",
            ".lab.decision",
            ".lab.evaluation",
            ".lab.report",
            ".training.torch",
            ".training.export",
            ".training.loop",
            ".training.data",
            ".training.network",
            ".training.tune",
            ".cli",
            ".web.server",
            ".web.history",
            ".web.audit",
            ".web.label",
            ".web.privacy")
        .forEach(
            room -> assertThat(scanned.containPackage(ROOT + room)).as("room '%s'", room).isTrue());
  }

  @ArchTest
  static final ArchRule floors =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("vocabulary")
          .definedBy(ROOT)
          .layer("files")
          .definedBy(ROOT + ".files..")
          .layer("concurrent")
          .definedBy(ROOT + ".concurrent..")
          .layer("image")
          .definedBy(ROOT + ".image..")
          .layer("dataset")
          .definedBy(ROOT + ".lab.dataset..")
          .layer("model")
          .definedBy(ROOT + ".model..")
          .layer("statistics")
          .definedBy(ROOT + ".statistics..")
          .layer("corruption")
          .definedBy(ROOT + ".lab.corruption..")
          .layer("inference")
          .definedBy(ROOT + ".inference..")
          .layer("decision")
          .definedBy(ROOT + ".lab.decision..")
          .layer("evaluation")
          .definedBy(ROOT + ".lab.evaluation..")
          .layer("report")
          .definedBy(ROOT + ".lab.report..")
          .layer("network")
          .definedBy(ROOT + ".training.network..")
          .layer("data")
          .definedBy(ROOT + ".training.data..")
          .layer("loop")
          .definedBy(ROOT + ".training.loop..")
          .layer("torch")
          .definedBy(ROOT + ".training.torch..")
          .layer("export")
          .definedBy(ROOT + ".training.export..")
          .layer("training")
          .definedBy(ROOT + ".training")
          .layer("tune")
          .definedBy(ROOT + ".training.tune..")
          .layer("cli")
          .definedBy(ROOT + ".cli..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("tune")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("training")
          .mayOnlyBeAccessedByLayers("tune", "cli")
          .whereLayer("torch")
          .mayOnlyBeAccessedByLayers("training")
          .whereLayer("export")
          .mayOnlyBeAccessedByLayers("training")
          .whereLayer("loop")
          .mayOnlyBeAccessedByLayers("torch", "export", "training", "tune", "cli")
          .whereLayer("data")
          .mayOnlyBeAccessedByLayers("loop", "torch", "export", "training", "tune", "cli")
          .whereLayer("network")
          .mayOnlyBeAccessedByLayers("loop", "torch", "export", "training", "tune", "cli")
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("training", "tune", "cli")
          .whereLayer("decision")
          .mayOnlyBeAccessedByLayers("training", "cli")
          .whereLayer("evaluation")
          .mayOnlyBeAccessedByLayers("report", "training", "cli")
          .whereLayer("corruption")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("corruption")
          .mayOnlyAccessLayers("vocabulary", "concurrent", "files", "image", "dataset")
          .whereLayer("statistics")
          .mayNotAccessAnyLayer()
          .whereLayer("inference")
          .mayOnlyBeAccessedByLayers(
              "decision", "evaluation", "report", "export", "training", "cli")
          .whereLayer("dataset")
          .mayOnlyAccessLayers("vocabulary", "concurrent", "files", "image")
          .whereLayer("model")
          .mayOnlyAccessLayers("vocabulary", "concurrent", "files", "image")
          .whereLayer("image")
          .mayOnlyAccessLayers("vocabulary", "concurrent", "files")
          .whereLayer("files")
          .mayOnlyAccessLayers("vocabulary", "concurrent")
          .whereLayer("concurrent")
          .mayNotAccessAnyLayer()
          .whereLayer("vocabulary")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule floors_of_the_web =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("history")
          .definedBy(ROOT + ".web.history..")
          .layer("audit")
          .definedBy(ROOT + ".web.audit..")
          .layer("label")
          .definedBy(ROOT + ".web.label..")
          .layer("privacy")
          .definedBy(ROOT + ".web.privacy..")
          .layer("security")
          .definedBy(ROOT + ".web.security..")
          .layer("model")
          .definedBy(ROOT + ".web.model..")
          .layer("prediction")
          .definedBy(ROOT + ".web.prediction..")
          .layer("review")
          .definedBy(ROOT + ".web.review..")
          .layer("dashboard")
          .definedBy(ROOT + ".web.dashboard..")
          .layer("pricing")
          .definedBy(ROOT + ".web.pricing..")
          .layer("server")
          .definedBy(ROOT + ".web.server..")
          .whereLayer("server")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("prediction")
          .mayOnlyBeAccessedByLayers("server")
          .whereLayer("review")
          .mayOnlyBeAccessedByLayers("server")
          .whereLayer("dashboard")
          .mayOnlyBeAccessedByLayers("server")
          .whereLayer("pricing")
          .mayOnlyBeAccessedByLayers("server")
          .whereLayer("model")
          .mayOnlyAccessLayers("history", "audit", "label", "privacy", "security")
          .whereLayer("history")
          .mayNotAccessAnyLayer()
          .whereLayer("audit")
          .mayOnlyAccessLayers("history")
          .whereLayer("label")
          .mayOnlyAccessLayers("audit", "history")
          .whereLayer("privacy")
          .mayOnlyAccessLayers("audit", "history")
          .whereLayer("security")
          .mayOnlyAccessLayers("audit", "history");

  @ArchTest
  static final ArchRule the_web_sees_core_alone =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + ".cli..", ROOT + ".training..", ROOT + ".lab..")
          .because("a server runs models and neither makes nor judges them");

  @ArchTest
  static final ArchRule spring_is_spoken_in_the_web =
      spokenOnlyIn(ROOT + ".web..", "org.springframework..", "java.sql..", "javax.sql..");

  @ArchTest
  static final ArchRule no_cycles = slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule opencv_is_spoken_in_the_image_room =
      spokenOnlyIn(ROOT + ".image..", "org.bytedeco.opencv..");

  @ArchTest
  static final ArchRule libtorch_is_spoken_in_the_torch_room =
      spokenOnlyIn(ROOT + ".training.torch..", "org.bytedeco.pytorch..");

  @ArchTest
  static final ArchRule onnx_runtime_is_spoken_in_the_inference_room =
      spokenOnlyIn(ROOT + ".inference..", "ai.onnxruntime..");

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
  static final ArchRule charts_are_drawn_in_the_report_room =
      spokenOnlyIn(ROOT + ".lab.report..", "org.knowm.xchart..", "com.samskivert..");

  @ArchTest
  static final ArchRule command_lines_are_parsed_in_the_cli_and_at_the_door_of_the_web =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + ".cli..", ROOT + ".web.server..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("picocli..", "me.tongfei..")
          .because("each heavy library is spoken where a program begins");

  @ArchTest
  static final ArchRule only_commands_touch_the_standard_streams =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + ".cli..", ROOT + ".web.server..")
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

  private static ArchRule spokenOnlyIn(String room, String... library) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(room)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library)
        .because("each heavy library is spoken in exactly one room");
  }
}

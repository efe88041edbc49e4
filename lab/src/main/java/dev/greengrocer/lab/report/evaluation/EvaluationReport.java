package dev.greengrocer.lab.report.evaluation;

import dev.greengrocer.files.Json;
import dev.greengrocer.lab.evaluation.Comparison;
import dev.greengrocer.lab.evaluation.EvaluationResult;
import dev.greengrocer.lab.report.ReportFolder;
import dev.greengrocer.lab.report.plot.ChartPalette;
import dev.greengrocer.lab.report.plot.ConfusionMatrixPlot;
import dev.greengrocer.lab.report.plot.CoveragePlot;
import dev.greengrocer.lab.report.plot.ReliabilityDiagram;
import dev.greengrocer.lab.report.plot.RiskCoveragePlot;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An evaluation as files for people and for programs. */
public final class EvaluationReport {

  /** Every figure, for programs. */
  public static final String METRICS = "metrics.json";

  /** Everything at a glance, for people: one page that carries its pictures. */
  public static final String PAGE = "report.html";

  private EvaluationReport() {}

  /**
   * Every figure of an evaluation as {@code metrics.json} says it.
   *
   * @param comparison how another model did on the same photos, or null if none was asked
   */
  public static String metricsJson(EvaluationResult result, @Nullable Comparison comparison) {
    return Json.document(MetricsDocument.of(result, comparison));
  }

  /**
   * Writes all files into a folder. Only {@code latency.json}, {@code latency_in_turn.json} and the
   * page's section on speed differ when the same models meet the same photos again.
   *
   * @param comparison how another model did on the same photos, or null if none was asked
   */
  public static void write(
      EvaluationResult result, @Nullable Comparison comparison, ReportFolder folder) {
    write(folder, METRICS, metricsJson(result, comparison));
    write(folder, "latency.json", Json.document(result.latency()));
    if (comparison != null) {
      write(folder, "latency_in_turn.json", Json.document(comparison.latency()));
      write(folder, "comparison.csv", EvaluationTables.comparison(comparison));
    }
    write(folder, "per_class.csv", EvaluationTables.perClass(result));
    write(folder, "confusion.csv", EvaluationTables.confusion(result.strict().confusion()));
    write(folder, "confusion_merged.csv", EvaluationTables.confusion(result.merged().confusion()));
    write(folder, "predictions.csv", EvaluationTables.predictions(result));
    folder.write(
        "confusion.png", ConfusionMatrixPlot.png(result.strict().confusion(), ChartPalette.LIGHT));
    folder.write(
        "reliability.png",
        ReliabilityDiagram.png(result.strict().calibration(), ChartPalette.LIGHT));
    folder.write("coverage.png", CoveragePlot.png(result, ChartPalette.LIGHT));
    if (!result.sets().isEmpty()) {
      folder.write("risk_coverage.png", RiskCoveragePlot.png(result.sets(), ChartPalette.LIGHT));
    }
    write(folder, PAGE, new EvaluationPage(result, comparison).html());
  }

  private static void write(ReportFolder folder, String name, String text) {
    folder.write(name, text.getBytes(StandardCharsets.UTF_8));
  }
}

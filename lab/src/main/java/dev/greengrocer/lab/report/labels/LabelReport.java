package dev.greengrocer.lab.report.labels;

import com.samskivert.mustache.Mustache;
import dev.greengrocer.files.Csv;
import dev.greengrocer.files.Json;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.Sample;
import dev.greengrocer.lab.labels.LabelQuestion;
import dev.greengrocer.lab.labels.LabelQuestions;
import dev.greengrocer.lab.report.PageResources;
import dev.greengrocer.lab.report.ReportFolder;
import dev.greengrocer.lab.report.Thumbnail;
import dev.greengrocer.model.ModelBundle;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Labels in question as files. The same data set and model give the same bytes, but for the last
 * digits of probabilities.
 */
public final class LabelReport {

  /** Everything, for programs. */
  public static final String JSON = "label-questions.json";

  /** A row a question. */
  public static final String CSV = "label-questions.csv";

  /** For people: one page that carries its pictures. */
  public static final String PAGE = "report.html";

  /** A page with more pictures is slow to open. */
  private static final int PICTURES = 200;

  private static final int PAIRS = 20;

  private final DatasetManifest manifest;
  private final ModelBundle model;
  private final LabelQuestions found;

  private LabelReport(DatasetManifest manifest, ModelBundle model, LabelQuestions found) {
    this.manifest = manifest;
    this.model = model;
    this.found = found;
  }

  /**
   * Writes the page and the files.
   *
   * @param manifest the data set
   * @param model whose features were looked at
   * @param found what was found
   */
  public static void write(
      DatasetManifest manifest, ModelBundle model, LabelQuestions found, ReportFolder folder) {
    LabelReport report = new LabelReport(manifest, model, found);
    write(folder, JSON, report.json());
    write(folder, CSV, report.csv());
    write(folder, PAGE, report.page());
  }

  private static void write(ReportFolder folder, String name, String text) {
    folder.write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private String json() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("dataHash", manifest.contentHash());
    document.put("model", model.name());
    document.put("modelSha256", model.modelSha256());
    document.put("photos", found.agreement().trials());
    document.put("agreeing", found.agreement().hits());
    document.put("skipped", found.skipped());
    document.put("estimatedErrors", rounded(found.estimatedErrors()));
    document.put("questions", found.questions().stream().map(LabelReport::json).toList());
    return Json.INDENTED.writeValueAsString(document) + "\n";
  }

  private static Map<String, Object> json(LabelQuestion question) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("path", question.sample().path());
    row.put("sha256", question.sample().sha256());
    row.put("split", question.sample().split().id());
    row.put("label", question.sample().label());
    row.put("suggested", question.suggested());
    row.put("labelProbability", rounded(question.labelProbability()));
    row.put("suggestedProbability", rounded(question.suggestedProbability()));
    return row;
  }

  private static double rounded(double share) {
    return Math.rint(1e6 * share) / 1e6;
  }

  private String csv() {
    StringBuilder text = new StringBuilder();
    Csv file =
        Csv.piped(
            text,
            "path",
            "split",
            "label",
            "suggested",
            "label_probability",
            "suggested_probability",
            "sha256");
    for (LabelQuestion question : found.questions()) {
      Sample sample = question.sample();
      file.line(
          sample.path(),
          sample.split().id(),
          sample.label(),
          question.suggested(),
          number(question.labelProbability()),
          number(question.suggestedProbability()),
          sample.sha256());
    }
    return text.toString();
  }

  private String page() {
    Map<String, Object> context = new HashMap<>();
    context.put("css", PageResources.text("page.css"));
    context.put("data", String.valueOf(manifest.directory().toAbsolutePath().getFileName()));
    context.put("dataHash", manifest.contentHash());
    context.put("model", model.name());
    context.put("modelSha256", model.modelSha256());
    context.put("trainedOnThis", model.provenance().dataHash().equals(manifest.contentHash()));
    context.put("photos", found.agreement().trials());
    context.put("skipped", found.skipped());
    context.put("questionCount", found.questions().size());
    context.put("estimated", percent(found.estimatedErrors()));
    context.put("agreement", percent(found.agreement().value().orElse(0)));
    context.put("pairs", found.pairs().stream().limit(PAIRS).toList());
    context.put("hasQuestions", !found.questions().isEmpty());
    context.put("shown", Math.min(PICTURES, found.questions().size()));
    context.put("more", found.questions().size() > PICTURES);
    context.put("pictures", pictures());
    return Mustache.compiler()
        .escapeHTML(true)
        .compile(PageResources.text("labels.mustache"))
        .execute(context);
  }

  private List<Picture> pictures() {
    return found.questions().stream()
        .limit(PICTURES)
        .map(
            question ->
                new Picture(
                    question.sample().path(),
                    question.sample().split().id(),
                    question.sample().label(),
                    question.suggested(),
                    percent(question.labelProbability()),
                    percent(question.suggestedProbability()),
                    Thumbnail.jpeg(manifest.file(question.sample()))))
        .toList();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String number(double share) {
    return String.format(Locale.ROOT, "%.6f", share);
  }

  /** A photo in question, with a JPEG in Base64. */
  record Picture(
      String path,
      String split,
      String label,
      String suggested,
      String labelProbability,
      String suggestedProbability,
      String jpeg) {}
}

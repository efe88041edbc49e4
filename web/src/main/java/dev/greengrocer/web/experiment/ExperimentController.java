package dev.greengrocer.web.experiment;

import dev.greengrocer.experiment.Experiment;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.database.Page;
import dev.greengrocer.ledger.experiment.ExperimentFilter;
import dev.greengrocer.ledger.experiment.Experiments;
import dev.greengrocer.web.Refuses;
import dev.greengrocer.web.experiment.ExperimentBodies.ExperimentBody;
import dev.greengrocer.web.experiment.ExperimentBodies.PageBody;
import dev.greengrocer.web.experiment.ExperimentBodies.WholeBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Trainings, searches and evaluations for programs. */
@RestController
@RequestMapping("/api/v1/experiments")
@Tag(name = "Experiments", description = "How models were trained and measured; for reviewers")
class ExperimentController {

  private static final String RUNS =
      "Ids of experiments; all but the trials of searches when absent";

  private final Experiments experiments;
  private final ChosenRuns chosen;
  private final ExperimentCsv csv;

  ExperimentController(Experiments experiments, ChosenRuns chosen, ExperimentCsv csv) {
    this.experiments = experiments;
    this.chosen = chosen;
    this.csv = csv;
  }

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "listExperiments",
      summary = "List trainings, searches and evaluations, the latest first",
      description = "Trials of searches are listed when kind or search asks for them.")
  PageBody list(
      @Parameter(
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {"train", "distill", "tune", "trial", "evaluate"}))
          @RequestParam(required = false)
          @Nullable String kind,
      @Parameter(
              description = "The id of a search, whose trials are listed",
              schema = @Schema(type = "string", pattern = ChosenRuns.ID))
          @RequestParam(required = false)
          @Nullable String search,
      @RequestParam(required = false) @Nullable String cursor,
      @Parameter(description = "How many; 50 when absent")
          @RequestParam(required = false)
          @Min(value = 1, message = Page.LIMIT)
          @Max(value = Page.MOST, message = Page.LIMIT)
          @Nullable Integer limit) {
    Page<Experiment> page =
        experiments.page(
            new ExperimentFilter(ChosenRuns.kind(kind), ChosenRuns.search(search)),
            cursor,
            Page.size(limit, null));
    return new PageBody(
        page.items().stream().map(ExperimentBody::of).toList(), page.next(), page.unreadable());
  }

  @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  @Refuses(Problem.CONFLICT)
  @Operation(
      operationId = "getExperiment",
      summary = "Get an experiment with its epochs and its confusion matrix")
  WholeBody get(@PathVariable String id) {
    return WholeBody.of(chosen.whole(id));
  }

  @GetMapping(path = "/export", produces = "text/csv")
  @Refuses({Problem.NOT_FOUND, Problem.CONFLICT})
  @Operation(
      operationId = "exportExperiments",
      summary = "Export experiments as CSV, one row each with every figure and option")
  @ApiResponse(
      responseCode = "200",
      description = "The file",
      content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
  void export(
      @Parameter(
              description = RUNS,
              array =
                  @ArraySchema(
                      minItems = 1,
                      schema = @Schema(type = "string", pattern = ChosenRuns.ID)))
          @RequestParam(required = false)
          @Nullable List<String> run,
      HttpServletResponse response)
      throws IOException {
    csv.write(run == null ? List.of() : run, response);
  }

  @GetMapping(path = "/export/epochs", produces = "text/csv")
  @Refuses({Problem.NOT_FOUND, Problem.CONFLICT})
  @Operation(
      operationId = "exportEpochs",
      summary = "Export the curves of trainings as CSV, one row an epoch")
  @ApiResponse(
      responseCode = "200",
      description = "The file",
      content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
  void exportEpochs(
      @Parameter(
              description = RUNS,
              array =
                  @ArraySchema(
                      minItems = 1,
                      schema = @Schema(type = "string", pattern = ChosenRuns.ID)))
          @RequestParam(required = false)
          @Nullable List<String> run,
      HttpServletResponse response)
      throws IOException {
    csv.writeEpochs(run == null ? List.of() : run, response);
  }
}

package dev.greengrocer.web.model;

import dev.greengrocer.Label;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.model.Measurement;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.Provenance;
import dev.greengrocer.web.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The model that answers, and which one is to. */
@RestController
@RequestMapping(path = "/api/v1/model", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Model")
class ModelController {

  private final ActiveModel slot;
  private final ModelCatalog catalog;

  ModelController(ActiveModel slot, ModelCatalog catalog) {
    this.slot = slot;
    this.catalog = catalog;
  }

  @GetMapping
  @Operation(
      operationId = "getModel",
      summary = "The model that answers: labels, data, measured quality")
  Description describe() {
    return describe(slot.current());
  }

  @GetMapping("/choices")
  @Operation(operationId = "listModels", summary = "The bundles that may answer")
  Choices choices() {
    return new Choices(catalog.names());
  }

  @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Refuses({Problem.NOT_FOUND, Problem.UNPROCESSABLE, Problem.CONFLICT})
  @Operation(
      operationId = "swapModel",
      summary = "Let another bundle answer",
      description =
          "The bundle is opened, checked and warmed up first; when it does not pass, the present"
              + " model goes on. No request fails either way.")
  Description swap(@RequestBody Choice choice, Actor actor) {
    return describe(slot.swap(actor, choice.bundle()));
  }

  @PostMapping("/rollback")
  @Refuses({Problem.CONFLICT, Problem.UNPROCESSABLE})
  @Operation(operationId = "rollBackModel", summary = "Let the model before answer again")
  Description rollBack(Actor actor) {
    return describe(slot.rollBack(actor));
  }

  private Description describe(ModelBundle bundle) {
    return new Description(
        bundle.name(),
        bundle.network(),
        bundle.modelSha256(),
        bundle.labels().labels(),
        bundle.preprocessing(),
        bundle.provenance(),
        bundle.description().measurements(),
        slot.previous().map(ModelBundle::name).orElse(null));
  }

  /**
   * A model.
   *
   * @param name what it is called
   * @param network its architecture
   * @param sha256 the hash of its weights
   * @param labels the labels in class-index order, with their other names and groups of synonyms
   * @param preprocessing how a photo becomes its input
   * @param provenance what it was made from
   * @param measurements how good it was found to be
   * @param previous the model to which a rollback goes back, or null when there is none
   */
  @Schema(name = "Model")
  record Description(
      String name,
      String network,
      String sha256,
      List<Label> labels,
      Preprocessing preprocessing,
      Provenance provenance,
      List<Measurement> measurements,
      @Nullable String previous) {}

  /**
   * The bundles that may answer.
   *
   * @param bundles their names, sorted
   */
  @Schema(name = "ModelChoices")
  record Choices(List<String> bundles) {}

  /**
   * The bundle that is to answer.
   *
   * @param bundle its name, one of the choices
   */
  @Schema(name = "ModelChoice")
  record Choice(@Size(min = 1, max = 255, message = "must be 1 to 255 characters") String bundle) {}
}

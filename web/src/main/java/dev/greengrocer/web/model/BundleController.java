package dev.greengrocer.web.model;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.web.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Bundles that come as a body of their own, which has a limit of its own. */
@RestController
@RequestMapping(path = BundleController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Model")
class BundleController {

  static final String PATH = "/api/v1/model/bundles";

  private final BundleIntake intake;
  private final BundleSettings settings;

  BundleController(BundleIntake intake, BundleSettings settings) {
    this.intake = intake;
    this.settings = settings;
  }

  @PutMapping(
      path = "/{name}",
      consumes = {"application/zip", MediaType.APPLICATION_OCTET_STREAM_VALUE})
  @ResponseStatus(HttpStatus.CREATED)
  @Refuses({Problem.CONFLICT, Problem.UNPROCESSABLE, Problem.STORAGE_FULL})
  @Operation(
      operationId = "putBundle",
      summary = "Add a bundle to the models, and try it on reviewed photos",
      description =
          "The body is a ZIP file of the bundle's folder. It is opened and checked; the present"
              + " model goes on until another request lets this one answer.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "application/zip",
                      schema = @Schema(type = "string", format = "binary"))))
  @ApiResponse(responseCode = "201", description = "Added", useReturnTypeSchema = true)
  TakenBundle put(
      @Parameter(description = "what the bundle is to be called: letters, digits, dots and dashes")
          @PathVariable
          String name,
      Actor actor,
      @Parameter(hidden = true) HttpServletRequest request)
      throws IOException {
    long announced = request.getContentLengthLong();
    long length = announced < 0 ? settings.maxSize().toBytes() : announced;
    try (InputStream archive = request.getInputStream()) {
      BundleIntake.Taken taken = intake.take(actor, name, archive, length);
      return new TakenBundle(taken.name(), taken.isTried());
    }
  }

  /**
   * A bundle that is in the catalog.
   *
   * @param bundle what it is called there
   * @param isTried whether it is being tried on reviewed photos; else another one is
   */
  @Schema(name = "TakenBundle")
  record TakenBundle(String bundle, boolean isTried) {}
}

package dev.greengrocer.web.scale;

import dev.greengrocer.ledger.price.Quantity;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The scales on serial ports, to see why no weight comes. */
@RestController
@RequestMapping("/api/v1/scales")
@Tag(name = "Scales")
class ScaleController {

  private final Scales scales;

  ScaleController(Scales scales) {
    this.scales = scales;
  }

  /**
   * A scale on a serial port.
   *
   * @param till for whose basket it weighs
   * @param connected whether it sends weights
   * @param kilograms what it showed last; absent when it has sent nothing yet
   * @param fault why it is not connected; absent when it is
   */
  @Schema(name = "Scale")
  record Body(
      String till,
      String port,
      String protocol,
      boolean connected,
      @Nullable String kilograms,
      @Nullable String fault) {}

  /** All scales, by the names of their tills. */
  @Schema(name = "Scales")
  record ListBody(List<Body> items) {}

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(operationId = "listScales", summary = "List the scales on serial ports")
  ListBody list() {
    return new ListBody(scales.all().stream().map(ScaleController::body).toList());
  }

  private static Body body(SerialScale scale) {
    SerialScale.State state = scale.state();
    return new Body(
        scale.till().value(),
        scale.connection().port(),
        scale.connection().protocol(),
        state.connected(),
        state.weight() == null ? null : Quantity.kilograms(state.weight().grams()),
        state.fault());
  }
}

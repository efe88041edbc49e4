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

/** The scales on serial ports, to see why no weight comes, and what scales send. */
@RestController
@RequestMapping("/api/v1/scales")
@Tag(name = "Scales")
class ScaleController {

  private final Scales scales;
  private final ScaleSettings settings;

  ScaleController(Scales scales, ScaleSettings settings) {
    this.scales = scales;
    this.settings = settings;
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

  /**
   * What a kind of scale sends.
   *
   * @param request what asks for a weight, with \\r and \\n; absent when the scale sends without
   *     being asked
   * @param reading a regular expression for a line, with the groups {@code weight}, and where the
   *     scale says so {@code unit} and {@code state}
   * @param unit kg or g, of a scale that does not say it
   * @param stable the {@code state} of a scale that has come to rest; absent when it does not say
   *     so
   * @param repeats how many times in a row the same weight is read until it counts as stable, where
   *     the scale does not say it
   * @param everyMillis how often it is asked
   */
  @Schema(name = "ScaleProtocol")
  record ProtocolBody(
      String name,
      @Nullable String request,
      String reading,
      String unit,
      @Nullable String stable,
      int repeats,
      long everyMillis,
      Line line) {}

  /**
   * How a serial port is set for it.
   *
   * @param parity none, even or odd
   */
  @Schema(name = "SerialLine")
  record Line(int baud, int bits, int stop, String parity) {}

  /** All protocols, by their names. */
  @Schema(name = "ScaleProtocols")
  record ProtocolsBody(List<ProtocolBody> items) {}

  @GetMapping(path = "/protocols", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "listScaleProtocols",
      summary = "List what kinds of scales send",
      description = "For programs and pages that read a scale on a port of their own.")
  ProtocolsBody protocols() {
    return new ProtocolsBody(
        settings.table().entrySet().stream()
            .map(protocol -> body(protocol.getKey(), protocol.getValue()))
            .toList());
  }

  private static ProtocolBody body(String name, ScaleProtocol protocol) {
    return new ProtocolBody(
        name,
        protocol.request(),
        protocol.reading(),
        protocol.unit(),
        protocol.stable(),
        protocol.repeats(),
        protocol.every().toMillis(),
        new Line(protocol.baud(), protocol.bits(), protocol.stop(), protocol.parity()));
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

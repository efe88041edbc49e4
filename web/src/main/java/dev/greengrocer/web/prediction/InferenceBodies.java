package dev.greengrocer.web.prediction;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What goes over the wire in the <a href="https://github.com/kserve/open-inference-protocol">Open
 * Inference Protocol</a>, version 2.
 */
final class InferenceBodies {

  private InferenceBodies() {}

  /** The server. */
  @Schema(name = "InferenceServer")
  record Server(String name, String version, List<String> extensions) {}

  /** Whether something is so. */
  @Schema(name = "InferenceState")
  record State(@Nullable Boolean live, @Nullable Boolean ready, @Nullable String name) {}

  /** A model. */
  @Schema(name = "InferenceModel")
  record Model(
      String name,
      List<String> versions,
      String platform,
      List<Tensor> inputs,
      List<Tensor> outputs) {}

  /** A tensor without its values; a dimension of -1 may be any. */
  @Schema(name = "InferenceTensor")
  record Tensor(String name, String datatype, List<Long> shape) {}

  /** A request. */
  @Schema(name = "InferenceRequest")
  record Request(
      @Nullable String id,
      @Nullable Map<String, Object> parameters,
      @Nullable List<Input> inputs,
      @Nullable List<Wanted> outputs) {}

  /** A tensor with its values, unless they follow the JSON. */
  @Schema(name = "InferenceInput")
  record Input(
      String name,
      String datatype,
      List<Long> shape,
      @Nullable Map<String, Object> parameters,
      @Schema(type = "array", implementation = Object.class) @Nullable JsonNode data) {}

  /** An output that the caller asks for. */
  @Schema(name = "InferenceWanted")
  record Wanted(String name, @Nullable Map<String, Object> parameters) {}

  /** A response. */
  @Schema(name = "InferenceResponse")
  record Response(
      @JsonProperty("model_name") String modelName,
      @JsonProperty("model_version") String modelVersion,
      @Nullable String id,
      List<Output> outputs) {}

  /** A tensor with its values, row by row. */
  @Schema(name = "InferenceOutput")
  record Output(String name, String datatype, List<Long> shape, List<?> data) {}
}

package dev.greengrocer.web.inference;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
      @Schema(type = "array", implementation = Object.class) @Nullable Object data) {}

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

  /** How a model is set up, in the words of the model configuration extension. */
  @Schema(name = "InferenceConfig")
  record Config(
      String name,
      String platform,
      String backend,
      @JsonProperty("max_batch_size") int maxBatchSize,
      List<Port> input,
      List<Port> output) {}

  /** An input or output of a configuration: without the dimension of the batch. */
  @Schema(name = "InferencePort")
  record Port(String name, @JsonProperty("data_type") String dataType, List<Long> dims) {

    static Port of(Tensor tensor) {
      return new Port(
          tensor.name(),
          tensor.datatype().equals(InferenceInput.BYTES) ? "TYPE_STRING" : "TYPE_FP32",
          tensor.shape().size() == 1
              ? List.of(1L)
              : tensor.shape().subList(1, tensor.shape().size()));
    }
  }

  /** What models have answered, in the words of the statistics extension. */
  @Schema(name = "InferenceStatistics")
  record Statistics(@JsonProperty("model_stats") List<ModelStatistics> modelStats) {}

  /** What a model has answered since the server started. */
  @Schema(name = "InferenceModelStatistics")
  record ModelStatistics(
      String name,
      String version,
      @JsonProperty("last_inference") long lastInference,
      @JsonProperty("inference_count") long inferenceCount,
      @JsonProperty("execution_count") long executionCount,
      @JsonProperty("inference_stats") Map<String, Duration> inferenceStats,
      @JsonProperty("batch_stats") List<Object> batchStats) {}

  /** How often and how long in all. */
  @Schema(name = "InferenceDuration")
  record Duration(long count, long ns) {}

  /** A model of the repository. */
  @Schema(name = "InferenceEntry")
  record Entry(String name, String version, String state, String reason) {}
}

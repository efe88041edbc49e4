package dev.greengrocer.web.inference;

import dev.greengrocer.Answer;
import dev.greengrocer.ClassScore;
import dev.greengrocer.LabelSet;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.photo.IncomingFolder;
import dev.greengrocer.ledger.prediction.Source;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.web.DatabaseContact;
import dev.greengrocer.web.inference.InferenceBodies.Config;
import dev.greengrocer.web.inference.InferenceBodies.Entry;
import dev.greengrocer.web.inference.InferenceBodies.Model;
import dev.greengrocer.web.inference.InferenceBodies.Output;
import dev.greengrocer.web.inference.InferenceBodies.Port;
import dev.greengrocer.web.inference.InferenceBodies.Response;
import dev.greengrocer.web.inference.InferenceBodies.Server;
import dev.greengrocer.web.inference.InferenceBodies.State;
import dev.greengrocer.web.inference.InferenceBodies.Statistics;
import dev.greengrocer.web.inference.InferenceBodies.Tensor;
import dev.greengrocer.web.model.ActiveModel;
import dev.greengrocer.web.prediction.Decoders;
import dev.greengrocer.web.prediction.PredictionService;
import dev.greengrocer.web.prediction.PredictionService.Outcome;
import dev.greengrocer.web.prediction.RequestContext;
import dev.greengrocer.web.prediction.SpooledUpload;
import dev.greengrocer.web.prediction.UploadSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The <a href="https://github.com/kserve/open-inference-protocol">Open Inference Protocol</a>,
 * version 2, so that clients of other model servers work here. The model answers to its own name
 * and to {@code greengrocer}, whichever runs.
 */
@RestController
@RequestMapping(path = "/v2", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Open Inference Protocol")
class InferenceController {

  private static final String NAME = "greengrocer";
  private static final String PROBABILITIES = "probabilities";
  private static final List<String> EXTENSIONS =
      List.of("binary_tensor_data", "classification", "model_configuration", "statistics");
  private static final long PARSED = 4; // bytes in memory for each byte of a body

  private final PredictionService service;
  private final ActiveModel models;
  private final Decoders decoders;
  private final UploadSettings uploads;
  private final IncomingFolder incoming;
  private final InferenceStatistics statistics;
  private final ApplicationAvailability availability;
  private final DatabaseContact database;

  InferenceController(
      PredictionService service,
      ActiveModel models,
      Decoders decoders,
      UploadSettings uploads,
      IncomingFolder incoming,
      InferenceStatistics statistics,
      ApplicationAvailability availability,
      DatabaseContact database) {
    this.service = service;
    this.models = models;
    this.decoders = decoders;
    this.uploads = uploads;
    this.incoming = incoming;
    this.statistics = statistics;
    this.availability = availability;
    this.database = database;
  }

  @GetMapping
  @Operation(summary = "The server")
  Server server() {
    return new Server(NAME, "2", EXTENSIONS);
  }

  @GetMapping("/health/live")
  @Operation(summary = "Whether the server runs")
  @SecurityRequirements
  State live() {
    return new State(true, null, null);
  }

  @GetMapping("/health/ready")
  @Operation(summary = "Whether the server answers photos; 503 when it does not")
  @SecurityRequirements
  @ApiResponse(responseCode = "200", description = "It does", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "503", description = "It does not", useReturnTypeSchema = true)
  ResponseEntity<State> ready() {
    boolean ready =
        availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC && database.isThere();
    return ResponseEntity.status(ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .body(new State(null, ready, null));
  }

  @GetMapping({"/models/{name}", "/models/{name}/versions/{version}"})
  @Operation(summary = "What the model takes and gives")
  Model model(@PathVariable String name, @PathVariable(required = false) @Nullable String version) {
    return model(name, check(name, version, models.current()));
  }

  private static Model model(String name, ModelBundle bundle) {
    long side = bundle.preprocessing().size();
    long labels = bundle.labels().size();
    return new Model(
        name,
        List.of(version(bundle)),
        "onnxruntime_onnx",
        List.of(
            new Tensor(InferenceInput.IMAGE, InferenceInput.BYTES, List.of(-1L)),
            new Tensor(InferenceInput.TENSOR, InferenceInput.FP32, List.of(-1L, 3L, side, side))),
        List.of(
            new Tensor(PROBABILITIES, InferenceInput.FP32, List.of(-1L, labels)),
            new Tensor("label", InferenceInput.BYTES, List.of(-1L)),
            new Tensor("decision", InferenceInput.BYTES, List.of(-1L)),
            new Tensor("reason", InferenceInput.BYTES, List.of(-1L)),
            new Tensor("prediction_id", InferenceInput.BYTES, List.of(-1L))));
  }

  @GetMapping({"/models/{name}/ready", "/models/{name}/versions/{version}/ready"})
  @Operation(summary = "Whether the model answers photos; 503 when it does not")
  ResponseEntity<State> modelReady(
      @PathVariable String name, @PathVariable(required = false) @Nullable String version) {
    check(name, version, models.current());
    State ready = ready().getBody();
    boolean isReady = ready != null && Boolean.TRUE.equals(ready.ready());
    return ResponseEntity.status(isReady ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .body(new State(null, isReady, name));
  }

  @GetMapping({"/models/{name}/config", "/models/{name}/versions/{version}/config"})
  @Operation(summary = "How the model is set up")
  Config config(
      @PathVariable String name, @PathVariable(required = false) @Nullable String version) {
    ModelBundle bundle = check(name, version, models.current());
    Model model = model(name, bundle);
    return new Config(
        name,
        model.platform(),
        "onnxruntime",
        InferenceJson.MOST_ELEMENTS,
        model.inputs().stream().map(Port::of).toList(),
        model.outputs().stream().map(Port::of).toList());
  }

  @GetMapping({"/models/stats", "/models/{name}/stats", "/models/{name}/versions/{version}/stats"})
  @Operation(summary = "What the model has answered since this server started")
  Statistics statistics(
      @PathVariable(required = false) @Nullable String name,
      @PathVariable(required = false) @Nullable String version) {
    String asked = name == null ? models.current().name() : name;
    ModelBundle bundle = check(asked, version, models.current());
    return new Statistics(List.of(statistics.of(asked, version(bundle))));
  }

  @PostMapping("/repository/index")
  @Operation(summary = "The models that answer here")
  List<Entry> index() {
    return List.of(new Entry(models.current().name(), version(models.current()), "READY", ""));
  }

  @PostMapping({"/models/{name}/infer", "/models/{name}/versions/{version}/infer"})
  @Operation(
      summary = "Name what photos show, or what prepared tensors do",
      description =
          "Input 'image' (BYTES): photos as base 64 in the JSON, or behind it by the binary"
              + " extension. Input 'tensor' (FP32): photos prepared as the model's preprocessing"
              + " says. The outputs are JSON.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE,
                    schema = @Schema(implementation = InferenceBodies.Request.class)),
                @Content(
                    mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                    schema = @Schema(type = "string", format = "binary"))
              }))
  Response infer(
      @PathVariable String name,
      @PathVariable(required = false) @Nullable String version,
      @RequestHeader(name = "Inference-Header-Content-Length", required = false)
          @Nullable Integer headerLength,
      @Parameter(hidden = true) HttpServletRequest request)
      throws Exception {
    RequestContext context = RequestContext.of(request, Source.INFERENCE, null, null).withoutKey();
    long limit = uploads.mostWrappedBytes();
    try (ActiveModel.Lease lease = models.lease();
        SpooledUpload body = SpooledUpload.of(incoming, request.getInputStream(), limit)) {
      ModelBundle bundle = check(name, version, lease.model().bundle());
      Parsed parsed = parse(body, headerLength, bundle);
      RequestContext sender = context.at(parsed.input.station());
      try {
        List<Outcome> outcomes =
            parsed.input.isTensor()
                ? service.predict(parsed.input.tensor(bundle.preprocessing()), sender, lease)
                : predict(parsed.photos, sender, lease);
        return respond(name, bundle, parsed.input, outcomes);
      } finally {
        for (SpooledUpload photo : parsed.photos) {
          photo.close();
        }
      }
    }
  }

  /** Reads the body where memory is counted, and puts its photos aside again. */
  private Parsed parse(SpooledUpload body, @Nullable Integer headerLength, ModelBundle bundle)
      throws Exception {
    try (Decoders.Place place = decoders.take()) {
      // The JSON, its values, and twice their array while it grows, are less than this.
      return place.decode(
          PARSED * body.length(),
          () -> {
            InferenceInput input = InferenceInput.read(body, headerLength, bundle.preprocessing());
            checkWanted(input.wanted(), model(bundle.name(), bundle));
            return new Parsed(input, input.isTensor() ? List.of() : putAside(input.images()));
          });
    }
  }

  private List<SpooledUpload> putAside(List<byte[]> images) throws IOException {
    List<SpooledUpload> photos = new ArrayList<>();
    try {
      for (byte[] image : images) {
        photos.add(SpooledUpload.of(incoming, image));
      }
      return photos;
    } catch (IOException | RuntimeException e) {
      for (SpooledUpload photo : photos) {
        photo.close();
      }
      throw e;
    }
  }

  private List<Outcome> predict(
      List<SpooledUpload> photos, RequestContext context, ActiveModel.Lease lease)
      throws Exception {
    List<Outcome> outcomes = new ArrayList<>();
    for (SpooledUpload photo : photos) {
      outcomes.add(service.predict(photo, context, lease));
    }
    return outcomes;
  }

  private static Response respond(
      String name, ModelBundle bundle, InferenceInput input, List<Outcome> outcomes) {
    long count = outcomes.size();
    LabelSet labels = bundle.labels();
    List<Double> probabilities =
        outcomes.stream().flatMap(outcome -> inClassOrder(outcome, labels).stream()).toList();
    List<Output> all =
        List.of(
            new Output(
                PROBABILITIES,
                InferenceInput.FP32,
                List.of(count, (long) labels.size()),
                probabilities),
            texts("label", outcomes, outcome -> outcome.prediction().best().label()),
            texts("decision", outcomes, outcome -> outcome.prediction().decision().id()),
            texts("reason", outcomes, outcome -> outcome.prediction().reason().id()),
            texts("prediction_id", outcomes, outcome -> outcome.prediction().id()));
    List<Output> outputs = new ArrayList<>();
    for (InferenceJson.Wanted wanted : input.wanted()) {
      if (wanted.classes() > 0) {
        outputs.add(classes(wanted, outcomes, labels));
      } else {
        all.stream().filter(output -> output.name().equals(wanted.name())).forEach(outputs::add);
      }
    }
    return new Response(
        name, version(bundle), input.id(), input.wanted().isEmpty() ? all : List.copyOf(outputs));
  }

  /** The protocol's classification extension: "value:index:label", the most probable first. */
  private static Output classes(
      InferenceJson.Wanted wanted, List<Outcome> outcomes, LabelSet labels) {
    int count = Math.min(wanted.classes(), labels.size());
    List<String> classes = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      List<Double> probabilities = inClassOrder(outcome, labels);
      IntStream.range(0, labels.size())
          .boxed()
          .sorted(Comparator.<Integer, Double>comparing(probabilities::get).reversed())
          .limit(count)
          .map(
              index ->
                  String.format(
                      Locale.ROOT,
                      "%.6f:%d:%s",
                      probabilities.get(index),
                      index,
                      labels.names().get(index)))
          .forEach(classes::add);
    }
    return new Output(
        wanted.name(),
        InferenceInput.BYTES,
        List.of((long) outcomes.size(), (long) count),
        classes);
  }

  private static Output texts(String name, List<Outcome> outcomes, Function<Outcome, String> text) {
    return new Output(
        name,
        InferenceInput.BYTES,
        List.of((long) outcomes.size()),
        outcomes.stream().map(text).toList());
  }

  private static List<Double> inClassOrder(Outcome outcome, LabelSet labels) {
    Answer answer = outcome.answer();
    if (answer == null) {
      throw new IllegalStateException("a repeated answer has no ranking");
    }
    Map<String, Double> byLabel =
        answer.prediction().scores().stream()
            .collect(Collectors.toMap(ClassScore::label, ClassScore::probability));
    return labels.names().stream().map(byLabel::get).toList();
  }

  private static void checkWanted(List<InferenceJson.Wanted> wanted, Model model) {
    List<String> known = model.outputs().stream().map(Tensor::name).toList();
    for (InferenceJson.Wanted output : wanted) {
      if (!known.contains(output.name())) {
        throw InferenceInput.invalid(
            "output '%s': the model has %s".formatted(output.name(), known));
      }
      if (output.classes() > 0 && !output.name().equals(PROBABILITIES)) {
        throw InferenceInput.invalid(
            "classification of output '%s': only '%s' has classes"
                .formatted(output.name(), PROBABILITIES));
      }
    }
  }

  private static ModelBundle check(String name, @Nullable String version, ModelBundle bundle) {
    if (!name.equals(NAME) && !name.equals(bundle.name())) {
      throw new RefusedException(
          Problem.NOT_FOUND,
          "model '%s': here run '%s' and, as the same, '%s'".formatted(name, bundle.name(), NAME));
    }
    if (version != null && !version.equals(version(bundle))) {
      throw new RefusedException(
          Problem.NOT_FOUND,
          "version '%s' of model '%s': the version that runs is '%s'"
              .formatted(version, name, version(bundle)));
    }
    return bundle;
  }

  private static String version(ModelBundle bundle) {
    return bundle.modelSha256().substring(0, 12);
  }

  private record Parsed(InferenceInput input, List<SpooledUpload> photos) {

    Parsed {
      photos = List.copyOf(photos);
    }
  }
}

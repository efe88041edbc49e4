package dev.greengrocer.cli.train;

import dev.greengrocer.training.loop.ConfigFile;
import dev.greengrocer.training.loop.TrainingConfig;
import dev.greengrocer.training.network.Architectures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * A flag for each training option: {@code --learning-rate} for {@code learning-rate}. Types and
 * defaults come from {@link TrainingConfig}, so that neither can disagree with it.
 */
class TrainingFlags implements IModelTransformer {

  record Flag(String key, String description) {}

  record Section(String heading, List<Flag> flags) {}

  private static final List<Section> SECTIONS =
      List.of(
          new Section(
              "Network and run",
              List.of(
                  new Flag("network", "architecture: " + String.join(", ", Architectures.names())),
                  new Flag("epochs", "epochs at most"),
                  new Flag("batch-size", "images a step"),
                  new Flag("early-stopping", "epochs without a better validation accuracy; 0: off"),
                  new Flag("seed", "of everything drawn at random"),
                  new Flag("threads", "that the network uses (default: all cores)"),
                  new Flag("loader-threads", "that decode and augment (default: half the cores)"),
                  new Flag("precision", "auto, fp32 (repeatable bit for bit) or bf16 (faster)"))),
          new Section(
              "Input",
              List.of(
                  new Flag("input-size", "side that validation and the model see, in pixels"),
                  new Flag("train-size", "side that training sees (default: input-size)"),
                  new Flag(
                      "resize", "short side before the centre crop (default: input-size x 8/7)"))),
          new Section(
              "Optimisation",
              List.of(
                  new Flag("optimizer", "sgd or adamw"),
                  new Flag("momentum", "of SGD; beta 1 of AdamW"),
                  new Flag("beta2", "of AdamW"),
                  new Flag("weight-decay", "spares biases and batch-norm parameters"),
                  new Flag("ema-decay", "of the moving average of weights, a step; 0: off"),
                  new Flag("dropout", "of each dropout layer (default: the network's own)"),
                  new Flag("label-smoothing", "share of each target spread over all labels"),
                  new Flag(
                      "class-balance",
                      "0: as frequent as in the data, 1: equally, 0.5: square root"))),
          new Section(
              "Learning rate",
              List.of(
                  new Flag("schedule", "constant, step, cosine or plateau"),
                  new Flag("learning-rate", "the full rate"),
                  new Flag(
                      "warmup-epochs",
                      "of linear growth to the full rate (default: a tenth, at most 3)"),
                  new Flag("final-share", "cosine: share of the rate at the end"),
                  new Flag("step-every", "step: epochs between two changes"),
                  new Flag("step-factor", "step: factor of each change"),
                  new Flag("plateau-patience", "plateau: epochs without a lower loss"),
                  new Flag("plateau-factor", "plateau: factor of each change"))),
          new Section(
              "Fine-tuning",
              List.of(
                  new Flag("head-epochs", "first epochs, which train the head alone"),
                  new Flag("head-factor", "learning rate of the head, in that of the other layers"),
                  new Flag("frozen-convolutions", "leading convolutions that stay as they started"),
                  new Flag("blend", "share of the starting weights in what ships"))),
          new Section(
              "Augmentation (0: off)",
              List.of(
                  new Flag("crop-scale", "smallest share of the area that a crop keeps; 1: off"),
                  new Flag("crop-ratio", "widest aspect ratio of a crop; 1: square"),
                  new Flag("flip", "probability of mirroring"),
                  new Flag("rotation", "largest rotation, in degrees"),
                  new Flag("shear", "largest shear, in degrees"),
                  new Flag("affine-probability", "of rotation and shear"),
                  new Flag("brightness", "largest relative change"),
                  new Flag("contrast", "largest relative change"),
                  new Flag("saturation", "largest relative change"),
                  new Flag("hue", "largest change, as a share of the colour circle"),
                  new Flag("blur", "probability"),
                  new Flag("jpeg-noise", "probability"),
                  new Flag("erasing", "probability of blanking a rectangle"),
                  new Flag("mixup", "alpha"),
                  new Flag("cutmix", "alpha"),
                  new Flag("mix-probability", "probability that a batch is mixed"))),
          new Section(
              "Other places and cameras (0: off)",
              List.of(
                  new Flag("zoom-out", "probability of showing the photo small on a plain ground"),
                  new Flag("pile", "probability of repeating a crop in tiles"),
                  new Flag("white-balance", "largest relative change of red and blue"),
                  new Flag("haze", "probability of a film that lightens the photo"),
                  new Flag("low-resolution", "probability of losing detail"))));

  private final List<Section> sections;
  private final Map<String, Object> defaults;

  /** The flags of {@code train}. */
  TrainingFlags() {
    this(SECTIONS, ConfigFile.values(TrainingConfig.defaults(TrainingConfig.DEFAULT_NETWORK)));
  }

  /**
   * Other flags.
   *
   * @param defaults by key
   */
  TrainingFlags(List<Section> sections, Map<String, Object> defaults) {
    this.sections = sections;
    this.defaults = defaults;
  }

  /** Those of {@code train} after others. */
  static List<Section> after(Section first) {
    return Stream.concat(Stream.of(first), SECTIONS.stream()).toList();
  }

  /** Adds the flags, a group a section. */
  @Override
  public CommandSpec transform(CommandSpec command) {
    int order = 1;
    for (Section section : sections) {
      ArgGroupSpec.Builder group =
          ArgGroupSpec.builder()
              .heading("%n" + section.heading + ":%n")
              .validate(false)
              .order(order++);
      for (Flag flag : section.flags) {
        group.addArg(option(flag, Objects.requireNonNull(defaults.get(flag.key), flag.key)));
      }
      command.addArgGroup(group.build());
    }
    return command;
  }

  private static OptionSpec option(Flag flag, Object standard) {
    boolean computed = flag.description.contains("(default: ");
    String description =
        computed ? flag.description : "%s (default: %s)".formatted(flag.description, standard);
    String parameter = standard instanceof String ? "NAME" : "N";
    return OptionSpec.builder("--" + flag.key)
        .paramLabel(parameter)
        .type(standard.getClass())
        .description(description.replace("%", "%%"))
        .build();
  }

  /** The options that were given, by key. */
  Map<String, Object> given(ParseResult arguments) {
    Map<String, Object> given = new LinkedHashMap<>();
    for (Section section : sections) {
      for (Flag flag : section.flags) {
        if (arguments.hasMatchedOption("--" + flag.key)) {
          given.put(flag.key, arguments.matchedOption("--" + flag.key).getValue());
        }
      }
    }
    return given;
  }
}

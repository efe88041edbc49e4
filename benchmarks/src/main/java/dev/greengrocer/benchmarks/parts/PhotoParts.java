package dev.greengrocer.benchmarks.parts;

import dev.greengrocer.Prediction;
import dev.greengrocer.benchmarks.comparison.WrongAnswerException;
import dev.greengrocer.benchmarks.photos.PhotoMaker;
import dev.greengrocer.benchmarks.photos.PhotoSize;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.inference.Classifier;
import dev.greengrocer.inference.Models;
import dev.greengrocer.model.ModelBundles;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Decoding, preprocessing and classifying one photo. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH sets the fields up before each trial.
public class PhotoParts {

  // A photo decoded at a fraction of its size may differ from the whole by this much.
  private static final double TOLERANCE = 0.1;

  /** How large the photo is. */
  @Param({"MPX_0_3", "MPX_2", "MPX_12"})
  public PhotoSize size;

  private final ImageDecoder decoder = new ImageDecoder();
  private Classifier classifier;
  private byte[] photo;
  private RgbImage decoded;
  private ImageTensor tensor;
  private Prediction expected;

  /** Opens the model and answers the photo without any shortcut. */
  @Setup
  public void open() {
    Path bundle = Path.of(System.getProperty("greengrocer.home", ".."), "models/bundled");
    classifier = Models.open(ModelBundles.open(bundle));
    photo = PhotoMaker.jpeg(size, 1);
    decoded = decode();
    tensor = preprocess();
    expected = classifier.classify(decoder.decode(photo, "photo"));
    check();
  }

  /** Bytes to pixels. */
  @Benchmark
  public RgbImage decode() {
    return decoder.decode(photo, "photo", classifier.preprocessing().resize());
  }

  /** Pixels to the network's input. */
  @Benchmark
  public ImageTensor preprocess() {
    return classifier.preprocessing().apply(decoded);
  }

  /** The network's input to probabilities. */
  @Benchmark
  public Prediction classify() {
    return classifier.classify(tensor).get(0);
  }

  /** Looks at all three parts once more, and closes the model. */
  @TearDown
  public void close() {
    decoded = decode();
    tensor = preprocess();
    check();
    classifier.close();
  }

  private void check() {
    Prediction found = classify();
    double difference = Math.abs(found.best().probability() - expected.best().probability());
    if (!found.best().label().equals(expected.best().label()) || difference > TOLERANCE) {
      throw new WrongAnswerException(
          size.toString(), "%s instead of %s".formatted(found.best(), expected.best()));
    }
  }
}

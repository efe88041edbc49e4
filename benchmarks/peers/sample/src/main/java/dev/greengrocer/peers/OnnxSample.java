package dev.greengrocer.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * The usual way to classify a photo in Java: ImageIO reads it, Graphics2D resizes it, a loop over
 * its pixels makes the tensor, ONNX Runtime runs the network, softmax and a sort give the best
 * five. Thread-safe.
 */
final class OnnxSample implements AutoCloseable {

  /** How many words {@link #of} reads. */
  static final int ARGUMENTS = 6;

  private static final int BEST = 5;

  private final int resize;
  private final int size;
  private final float mean;
  private final float std;
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  /**
   * Loads the network.
   *
   * @param threads of one run of the network
   * @param resize short side of the photo before the middle is cut out, in pixels
   * @param size side of what is cut out, in pixels
   * @param mean of each channel, in units of its range
   * @param std of each channel, likewise
   */
  OnnxSample(String model, int threads, int resize, int size, float mean, float std)
      throws OrtException {
    this.resize = resize;
    this.size = size;
    this.mean = mean;
    this.std = std;
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(threads);
    session = environment.createSession(model, options);
  }

  /** Loads the network that command line arguments describe: the constructor's, in its order. */
  static OnnxSample of(List<String> arguments) throws OrtException {
    return new OnnxSample(
        arguments.get(0),
        Integer.parseInt(arguments.get(1)),
        Integer.parseInt(arguments.get(2)),
        Integer.parseInt(arguments.get(3)),
        Float.parseFloat(arguments.get(4)),
        Float.parseFloat(arguments.get(5)));
  }

  /** A class and its probability. */
  record Score(int index, double probability) {}

  /** The five most probable classes, best first. */
  List<Score> classify(byte[] photo) throws IOException, OrtException {
    return best(logits(tensor(crop(ImageIO.read(new ByteArrayInputStream(photo))))));
  }

  private BufferedImage crop(BufferedImage photo) {
    double scale = (double) resize / Math.min(photo.getWidth(), photo.getHeight());
    int width = (int) Math.round(photo.getWidth() * scale);
    int height = (int) Math.round(photo.getHeight() * scale);
    BufferedImage square = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = square.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(photo, (size - width) / 2, (size - height) / 2, width, height, null);
    graphics.dispose();
    return square;
  }

  private float[] tensor(BufferedImage image) {
    float[] values = new float[3 * size * size];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        int rgb = image.getRGB(x, y);
        int at = y * size + x;
        values[at] = normalised(rgb >> 16 & 0xff);
        values[size * size + at] = normalised(rgb >> 8 & 0xff);
        values[2 * size * size + at] = normalised(rgb & 0xff);
      }
    }
    return values;
  }

  private float normalised(int level) {
    return (level / 255f - mean) / std;
  }

  private float[] logits(float[] values) throws OrtException {
    String input = session.getInputNames().iterator().next();
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(values), new long[] {1, 3, size, size});
        OrtSession.Result result = session.run(Map.of(input, tensor))) {
      return ((float[][]) result.get(0).getValue())[0];
    }
  }

  private static List<Score> best(float[] logits) {
    double largest = IntStream.range(0, logits.length).mapToDouble(i -> logits[i]).max().orElse(0);
    double sum =
        IntStream.range(0, logits.length).mapToDouble(i -> Math.exp(logits[i] - largest)).sum();
    return IntStream.range(0, logits.length)
        .mapToObj(i -> new Score(i, Math.exp(logits[i] - largest) / sum))
        .sorted((a, b) -> Double.compare(b.probability(), a.probability()))
        .limit(BEST)
        .toList();
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}

package dev.greengrocer.peers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.image.DecodeAndCropJpeg;
import org.tensorflow.op.image.SampleDistortedBoundingBox;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/**
 * Photos read, cut at random and flipped by TensorFlow's own operations, as its examples read
 * theirs: a graph of which a run makes a batch, whose photos its threads share. Of each photo it
 * decodes the part alone that is cut out, which TensorFlow's documentation calls much faster.
 */
final class TensorFlowPhotos implements AutoCloseable {

  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Session session;
  private final Placeholder<TString> names;
  private final Operand<TFloat32> images;
  private final int batch;

  /** Builds the graph for batches of so many photos of so many pixels across and down. */
  TensorFlowPhotos(int batch, int side) {
    this.batch = batch;
    names = tf.placeholder(TString.class, Placeholder.shape(Shape.of(batch)));
    List<Operand<TFloat32>> each = new ArrayList<>();
    for (Operand<TString> name : tf.unstack(names, (long) batch)) {
      each.add(photo(name, side));
    }
    images = tf.stack(each);
    session = new Session(graph);
  }

  private Operand<TFloat32> photo(Operand<TString> name, int side) {
    Operand<TString> bytes = tf.io.readFile(name).contents();
    SampleDistortedBoundingBox<TInt32> crop =
        tf.image.sampleDistortedBoundingBox(
            tf.image.extractJpegShape(bytes),
            tf.constant(new float[][][] {{{0, 0, 1, 1}}}),
            tf.constant(0.3f),
            SampleDistortedBoundingBox.areaRange(0.3f, 1f),
            SampleDistortedBoundingBox.aspectRatioRange(0.75f, 1.33f));
    // Top, left, height, width.
    Operand<TInt32> window =
        tf.concat(List.of(two(crop.begin()), two(crop.sizeOutput())), tf.constant(0));
    Operand<TUint8> cut = tf.image.decodeAndCropJpeg(bytes, window, DecodeAndCropJpeg.channels(3L));
    Operand<TFloat32> resized =
        tf.squeeze(
            tf.image.resizeBilinear(tf.expandDims(cut, tf.constant(0)), tf.array(side, side)));
    return flipped(tf.math.div(resized, tf.constant(255f)), side);
  }

  private Operand<TInt32> two(Operand<TInt32> three) {
    return tf.slice(three, tf.array(0), tf.array(2));
  }

  /** Left and right swapped, or not. */
  private Operand<TFloat32> flipped(Operand<TFloat32> image, int side) {
    Operand<TBool> flip =
        tf.math.less(
            tf.random.randomUniform(tf.array(new int[0]), TFloat32.class), tf.constant(0.5f));
    return tf.select(
        tf.broadcastTo(flip, tf.array(side, side, 3)), tf.reverse(image, tf.array(1)), image);
  }

  /** Reads a batch: {@code [batch, side, side, 3]}, which the caller closes. */
  TFloat32 read(List<Path> files) {
    if (files.size() != batch) {
      throw new IllegalArgumentException("%d photos, not %d".formatted(files.size(), batch));
    }
    try (TString paths =
        TString.tensorOf(
            NdArrays.vectorOfObjects(files.stream().map(Path::toString).toArray(String[]::new)))) {
      return (TFloat32) session.runner().feed(names, paths).fetch(images).run().get(0);
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}

package dev.greengrocer.lab.decision;

import dev.greengrocer.inference.NetworkOutput;
import dev.greengrocer.model.FeatureSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The direction in which features of unknown kinds differ from those of photos for training: a
 * logistic regression on the features less their mean, with a penalty.
 *
 * <p>On the photos that it was fitted on it tells unknown kinds far too well. What bounds are
 * fitted with, {@link #leftOut}, is therefore what a direction says that was fitted without the
 * photo and those listed around it: in folders that are named after kinds, most of its kind.
 */
final class UnknownDirectionFit {

  /** Parts that each set of unknown photos is cut into, in its order. */
  private static final int PARTS = 5;

  /** Of the regression, on features of unit variance whose rows weigh 1 together. */
  private static final double PENALTY = 1;

  private final FeatureSpace space;
  private final List<float[]> known;
  private final double scale;
  private final List<List<float[]>> unknown;
  private final float[] direction;
  private final List<List<Double>> leftOut;

  private UnknownDirectionFit(
      FeatureSpace space, List<float[]> known, List<List<float[]>> unknown) {
    this.space = space;
    this.scale = scale(known);
    this.known = scaled(known);
    this.unknown = unknown.stream().map(this::scaled).toList();
    this.direction = direction(-1);
    List<float[]> parts = IntStream.range(0, PARTS).mapToObj(this::direction).toList();
    this.leftOut = this.unknown.stream().map(set -> leftOut(set, parts)).toList();
  }

  /**
   * Fits the direction.
   *
   * @param trained outputs of photos that the model was trained on, with their features
   * @param unknown photos of nothing that the model knows, a set for each origin; the sets weigh
   *     alike, and together as much as the trained photos
   */
  static UnknownDirectionFit of(
      FeatureSpace space, List<NetworkOutput> trained, List<PhotoSet> unknown) {
    return new UnknownDirectionFit(
        space,
        trained.stream().map(output -> centred(space, output)).toList(),
        unknown.stream()
            .map(set -> set.photos().stream().map(p -> centred(space, p.output())).toList())
            .toList());
  }

  /**
   * The space with the direction.
   *
   * @param weight of it, in units of the standard deviation that it has over the trained photos
   */
  FeatureSpace space(double weight) {
    float[] weighted = new float[direction.length];
    for (int i = 0; i < weighted.length; i++) {
      weighted[i] = (float) (weight * scale * direction[i]);
    }
    return space.towardsUnknown(weighted);
  }

  /** What a direction of weight 1 says of an unknown photo that was fitted without its part. */
  double leftOut(int set, int photo) {
    return leftOut.get(set).get(photo);
  }

  /** Fitted without one part of each unknown set, or with all of them. */
  private float[] direction(int without) {
    List<BinaryLogisticFit.Row> rows = new ArrayList<>();
    known.forEach(row -> rows.add(new BinaryLogisticFit.Row(row, false, 0.5 / known.size())));
    for (List<float[]> set : unknown) {
      List<float[]> others =
          IntStream.range(0, set.size())
              .filter(photo -> part(photo, set.size()) != without)
              .mapToObj(set::get)
              .toList();
      double weight = 0.5 / unknown.size() / Math.max(1, others.size());
      others.forEach(row -> rows.add(new BinaryLogisticFit.Row(row, true, weight)));
    }
    double[] coefficients = BinaryLogisticFit.of(rows, PENALTY);
    float[] fitted = new float[coefficients.length - 1];
    for (int i = 0; i < fitted.length; i++) {
      fitted[i] = (float) coefficients[i];
    }
    double deviation =
        Math.sqrt(
            known.stream().mapToDouble(row -> Math.pow(dot(row, fitted), 2)).average().orElse(0));
    for (int i = 0; i < fitted.length; i++) {
      fitted[i] = deviation == 0 ? 0 : (float) (fitted[i] / deviation);
    }
    return fitted;
  }

  private static List<Double> leftOut(List<float[]> set, List<float[]> parts) {
    return IntStream.range(0, set.size())
        .mapToObj(photo -> dot(set.get(photo), parts.get(part(photo, set.size()))))
        .toList();
  }

  private static int part(int photo, int photos) {
    return (int) ((long) photo * PARTS / photos);
  }

  private static float[] centred(FeatureSpace space, NetworkOutput output) {
    return space.centred(output.features().orElseThrow());
  }

  /** One over the deviation of the features, all together. */
  private static double scale(List<float[]> rows) {
    double squares = rows.stream().mapToDouble(row -> dot(row, row)).sum();
    return squares == 0 ? 1 : Math.sqrt((double) rows.size() * rows.get(0).length / squares);
  }

  private List<float[]> scaled(List<float[]> rows) {
    return rows.stream().map(this::scaled).toList();
  }

  private float[] scaled(float[] row) {
    float[] scaled = new float[row.length];
    for (int i = 0; i < row.length; i++) {
      scaled[i] = (float) (scale * row[i]);
    }
    return scaled;
  }

  private static double dot(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * (double) other[i];
    }
    return sum;
  }
}

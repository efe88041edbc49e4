package dev.greengrocer.spark;

import dev.greengrocer.Answer;
import dev.greengrocer.ClassScore;
import dev.greengrocer.GreengrocerException;
import dev.greengrocer.InvalidImageException;
import dev.greengrocer.LabelSet;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Makes the row of each photo. The columns are documented in {@code docs/scale.md}; probabilities
 * have the digits that {@code predict} prints.
 */
final class ScoredRow {

  static final String PHOTO = "photo";
  static final String DECISION = "decision";
  static final String ERROR_KIND = "error_kind";

  /** The {@link #ERROR_KIND} of a photo that may be read another time. */
  static final String UNREADABLE = "unreadable";

  private static final String INVALID_IMAGE = "invalid-image";

  static final StructType PHOTO_SCHEMA = new StructType().add(PHOTO, DataTypes.StringType, false);

  private static final ArrayType SCORES =
      DataTypes.createArrayType(
          new StructType()
              .add("label", DataTypes.StringType, false)
              .add("probability", DataTypes.DoubleType, false),
          false);

  static final StructType SCHEMA =
      PHOTO_SCHEMA
          .add(DECISION, DataTypes.StringType)
          .add("reason", DataTypes.StringType)
          .add("label", DataTypes.StringType)
          .add("confidence", DataTypes.DoubleType)
          .add("shortlist", SCORES)
          .add("predictions", SCORES)
          .add("milliseconds", DataTypes.DoubleType)
          .add(ERROR_KIND, DataTypes.StringType)
          .add("error", DataTypes.StringType)
          .add("model", DataTypes.StringType, false)
          .add("model_sha256", DataTypes.StringType, false)
          .add("bundle_sha256", DataTypes.StringType, false);

  private final BundleFiles bundle;
  private final LabelSet labels;
  private final int top;

  /**
   * Rows of one model.
   *
   * @param top how many labels a row holds
   */
  ScoredRow(BundleFiles bundle, LabelSet labels, int top) {
    this.bundle = bundle;
    this.labels = labels;
    this.top = top;
  }

  /** The row of an answer. */
  Row answered(String photo, Answer answer, double milliseconds) {
    ClassScore best = answer.prediction().groups(labels).get(0);
    return RowFactory.create(
        photo,
        answer.decision().id(),
        answer.reason().id(),
        best.label(),
        best.rounded(),
        scores(answer.shortlist()),
        scores(answer.prediction().top(top)),
        Math.round(milliseconds * 1e3) / 1e3,
        null,
        null,
        bundle.name(),
        bundle.modelSha256(),
        bundle.sha256());
  }

  /** The row of a photo without an answer. */
  Row failed(String photo, GreengrocerException error) {
    return RowFactory.create(
        photo,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        error instanceof InvalidImageException ? INVALID_IMAGE : UNREADABLE,
        error.messageWithout(photo),
        bundle.name(),
        bundle.modelSha256(),
        bundle.sha256());
  }

  private static @Nullable Object scores(List<ClassScore> scores) {
    return scores.stream()
        .map(score -> RowFactory.create(score.label(), score.rounded()))
        .toArray(Row[]::new);
  }
}

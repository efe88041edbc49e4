package dev.greengrocer.cli.predict;

import dev.greengrocer.inference.ScoredPhoto;
import dev.greengrocer.model.ModelBundle;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints results as they come, one photo at a time. */
interface PredictionWriter {

  /**
   * Prints what became of one photo.
   *
   * @param explanation the picture that shows what the answer rests on, or null if there is none
   */
  void write(ScoredPhoto photo, @Nullable Path explanation);

  /** How results may be printed. */
  enum Format {
    TABLE,
    CSV,
    JSONL;

    PredictionWriter writer(PrintWriter out, ModelBundle model, int top) {
      return switch (this) {
        case TABLE -> new PredictionTable(out, model.labels(), top);
        case CSV -> new PredictionCsv(out, model.name(), top);
        case JSONL -> new PredictionJsonLines(out, model.name(), top);
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Why a photo has no answer, without its name, which is beside it. */
  static String reason(ScoredPhoto.Failed photo) {
    return photo.error().messageWithout(photo.path().toString());
  }

  /** A duration as it is printed for programs, to the microsecond. */
  static double milliseconds(ScoredPhoto.Answered photo) {
    return Math.round(photo.milliseconds() * 1e3) / 1e3;
  }
}

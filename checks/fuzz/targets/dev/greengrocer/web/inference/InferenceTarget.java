package dev.greengrocer.web.inference;

import dev.greengrocer.fuzz.Told;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.photo.IncomingFolder;
import dev.greengrocer.web.prediction.SpooledUpload;
import java.io.IOException;
import java.util.Arrays;

/** Requests of the inference protocol, whole and with values behind the JSON. */
public final class InferenceTarget {

  private static final IncomingFolder FOLDER =
      IncomingFolder.swept(DataDirectory.at(Told.folder()));
  private static final Preprocessing PREPROCESSING =
      new Preprocessing(8, 8, Preprocessing.IMAGENET_MEAN, Preprocessing.IMAGENET_STD);

  private InferenceTarget() {}

  public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
    if (bytes.length == 0) {
      return;
    }
    // The first byte says how much of the rest is JSON: all of it, or a part.
    byte[] body = Arrays.copyOfRange(bytes, 1, bytes.length);
    Integer header = bytes[0] == 0 ? null : Integer.valueOf(body.length - (bytes[0] & 0xff));
    try (SpooledUpload upload = SpooledUpload.of(FOLDER, body)) {
      InferenceInput input = InferenceInput.read(upload, header, PREPROCESSING);
      if (input.isTensor()) {
        input.tensor(PREPROCESSING);
      } else {
        input.images();
      }
    } catch (RefusedException e) {
      Told.in(e);
    }
  }
}

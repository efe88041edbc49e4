package dev.greengrocer.cli.console;

import dev.greengrocer.lab.dataset.DatasetCaveats;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelCaveats;
import java.io.PrintWriter;

/** What a person must know before trusting a model or a data set, on standard error. */
public final class Caveats {

  private Caveats() {}

  public static void print(ModelBundle bundle, PrintWriter err) {
    ModelCaveats.of(bundle).forEach(caveat -> err.println("WARNING: " + caveat));
    err.flush();
  }

  public static void print(DatasetManifest manifest, PrintWriter err) {
    DatasetCaveats.of(manifest).forEach(caveat -> err.println("WARNING: " + caveat));
    err.flush();
  }

  public static void print(ModelBundle bundle, DatasetManifest manifest, PrintWriter err) {
    print(manifest, err);
    print(bundle, err);
  }
}

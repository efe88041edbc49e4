package dev.greengrocer.lab.evaluation;

import dev.greengrocer.testing.DrawnPhotos;
import java.io.IOException;
import java.nio.file.Path;

/** Photos of one colour on disk. */
public final class PlainPhotos {

  public static final int RED = 0xff0000;
  public static final int GREEN = 0x00ff00;
  public static final int BLUE = 0x0000ff;

  private PlainPhotos() {}

  /** Writes a PNG, and the folders above it. */
  public static Path write(Path file, int rgb) throws IOException {
    return DrawnPhotos.write(file, rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff);
  }

  /**
   * Class folders for {@link ColourClassifier}: two red peppers, a capsicum (red, so strictly taken
   * for a red pepper), a green lime and a lime that is blue; no blueberry.
   */
  public static Path fruitStall(Path folder) throws IOException {
    write(folder.resolve("redd/1.png"), RED);
    write(folder.resolve("redd/2.png"), RED);
    write(folder.resolve("capsicum/1.png"), RED);
    write(folder.resolve("lime/1.png"), GREEN);
    write(folder.resolve("lime/2.png"), BLUE);
    return folder;
  }
}

package dev.greengrocer.testing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Photos of produce as a child draws them, each one different: a shape and colour a class, at a
 * random place, size and angle, on a patchy grey table.
 */
public final class DrawnCollection {

  /** Folder names as collections spell them; sweetcorn is a synonym of corn. */
  private static final Map<String, Color> CLASSES =
      Map.of(
          "tomato", new Color(0xd3, 0x2f, 0x2f),
          "cucumber", new Color(0x2e, 0x7d, 0x32),
          "corn", new Color(0xfb, 0xc0, 0x2d),
          "sweetcorn", new Color(0xff, 0xd5, 0x4f));

  private static final int SIDE = 112;

  private DrawnCollection() {}

  /**
   * Writes class folders with so many JPEGs each.
   *
   * @param seed the same gives the same photos
   * @return the folder
   */
  public static Path write(Path folder, int photosPerClass, long seed) throws IOException {
    for (String name : CLASSES.keySet().stream().sorted().toList()) {
      Path place = Files.createDirectories(folder.resolve(name));
      Random random = new Random(seed + name.hashCode());
      for (int i = 0; i < photosPerClass; i++) {
        write(place.resolve("photo-%03d.jpg".formatted(i)), name, random);
      }
    }
    return folder;
  }

  private static void write(Path file, String name, Random random) throws IOException {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    table(pen, random);
    double size = SIDE * (0.35 + 0.2 * random.nextDouble());
    pen.setTransform(
        AffineTransform.getTranslateInstance(
            SIDE * (0.4 + 0.2 * random.nextDouble()), SIDE * (0.4 + 0.2 * random.nextDouble())));
    pen.rotate(2 * Math.PI * random.nextDouble());
    pen.setColor(CLASSES.get(name));
    pen.fill(shape(name, size));
    pen.dispose();
    ImageIO.write(image, "jpeg", file.toFile());
  }

  /** Patches of every grey, so that no two photos look alike to a perceptual hash. */
  private static void table(Graphics2D pen, Random random) {
    int patches = 7;
    int side = SIDE / patches;
    for (int patch = 0; patch < patches * patches; patch++) {
      int grey = 20 + random.nextInt(215);
      pen.setColor(new Color(grey, grey, grey));
      pen.fillRect(patch % patches * side, patch / patches * side, side, side);
    }
  }

  private static Shape shape(String name, double size) {
    return switch (name) {
      case "tomato" -> new Ellipse2D.Double(-size / 2, -size / 2, size, size);
      case "cucumber" -> new Rectangle2D.Double(-size / 1.4, -size / 7, size * 1.4, size / 3.5);
      default -> {
        Path2D cob = new Path2D.Double();
        cob.moveTo(-size / 2, -size / 2);
        cob.lineTo(size / 2, -size / 2);
        cob.lineTo(0, size / 1.5);
        cob.closePath();
        yield cob;
      }
    };
  }
}

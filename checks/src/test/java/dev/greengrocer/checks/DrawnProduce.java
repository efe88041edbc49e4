package dev.greengrocer.checks;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Pictures of produce, drawn with light and shade on a table, good enough to show the pages of the
 * web application with. What the model makes of them is its own affair.
 */
final class DrawnProduce {

  /** What can be drawn. */
  static final List<String> KINDS =
      List.of(
          "tomato",
          "orange",
          "lemon",
          "banana",
          "carrot",
          "cucumber",
          "eggplant",
          "apple",
          "pear",
          "onion");

  private static final int SIDE = 480;

  private final Random random;

  private DrawnProduce(long seed) {
    random = new Random(seed);
  }

  /** A JPEG of one kind; every seed places, turns and lights it in another way. */
  static byte[] jpeg(String kind, long seed) {
    BufferedImage image = new DrawnProduce(seed * 31 + kind.hashCode()).draw(kind);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private BufferedImage draw(String kind) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    table(pen);
    pen.translate(SIDE / 2.0 + random.nextInt(40) - 20, SIDE / 2.0 + random.nextInt(40) - 20);
    pen.scale(0.9 + random.nextDouble() * 0.25, 0.9 + random.nextDouble() * 0.25);
    AffineTransform upright = pen.getTransform();
    pen.rotate((random.nextDouble() - 0.5) * 0.9);
    switch (kind) {
      case "tomato" -> round(pen, ball(150, 138), 0xd8392b, 0x8f1712, true);
      case "apple" -> round(pen, ball(140, 146), 0xb9c93a, 0x6a8a1e, true);
      case "orange" -> round(pen, ball(148, 148), 0xf29122, 0xb85a08, false);
      case "onion" -> round(pen, drop(140, 150), 0xd9a057, 0x8d551c, false);
      case "lemon" -> round(pen, lens(165, 118), 0xf5d93b, 0xc09a12, false);
      case "pear" -> round(pen, bulb(120, 175), 0xbfc94a, 0x7c8a20, true);
      case "eggplant" -> round(pen, bulb(105, 190), 0x5a2a6e, 0x22092e, true);
      case "cucumber" -> round(pen, ball(205, 58), 0x4f8f3a, 0x1f4d1b, false);
      case "carrot" -> round(pen, taper(60, 200), 0xf0812a, 0xb3500c, true);
      case "banana" -> round(pen, crescent(), 0xf3d24a, 0xb58f1b, false);
      default -> throw new IllegalArgumentException("no picture of " + kind);
    }
    pen.setTransform(upright);
    pen.dispose();
    return image;
  }

  private void table(Graphics2D pen) {
    int warm = random.nextInt(30);
    pen.setPaint(
        new GradientPaint(
            0,
            0,
            new Color(0xe4 - warm, 0xdc - warm, 0xcf - warm),
            SIDE,
            SIDE,
            new Color(0xb7, 0xa9, 0x95)));
    pen.fillRect(0, 0, SIDE, SIDE);
    for (int line = 0; line < 60; line++) {
      pen.setColor(new Color(90, 70, 45, 8 + random.nextInt(14)));
      pen.setStroke(new BasicStroke(1 + random.nextInt(3)));
      int y = random.nextInt(SIDE);
      pen.drawLine(0, y, SIDE, y + random.nextInt(24) - 12);
    }
  }

  private void round(Graphics2D pen, Shape shape, int light, int dark, boolean stalk) {
    var bounds = shape.getBounds2D();
    pen.setColor(new Color(60, 45, 30, 70));
    pen.fill(
        new Ellipse2D.Double(
            bounds.getMinX() * 0.9, bounds.getMaxY() - 40, bounds.getWidth() * 0.95, 62));
    pen.setPaint(
        new RadialGradientPaint(
            new Point2D.Double(bounds.getMinX() * 0.35, bounds.getMinY() * 0.4),
            (float) Math.max(bounds.getWidth(), bounds.getHeight()) * 0.72f,
            new float[] {0, 1},
            new Color[] {new Color(light), new Color(dark)}));
    pen.fill(shape);
    pen.setClip(shape);
    for (int freckle = 0; freckle < 160; freckle++) {
      pen.setColor(new Color(255, 255, 255, 6 + random.nextInt(16)));
      double size = 2 + random.nextDouble() * 5;
      pen.fill(
          new Ellipse2D.Double(
              bounds.getMinX() + random.nextDouble() * bounds.getWidth(),
              bounds.getMinY() + random.nextDouble() * bounds.getHeight(),
              size,
              size));
    }
    pen.setPaint(new Color(255, 255, 255, 70));
    pen.fill(
        new Ellipse2D.Double(
            bounds.getMinX() * 0.62,
            bounds.getMinY() * 0.68,
            bounds.getWidth() * 0.2,
            bounds.getHeight() * 0.14));
    pen.setClip(null);
    if (stalk) {
      pen.setColor(new Color(0x3f, 0x6b, 0x2a));
      pen.setStroke(new BasicStroke(9, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      double top = bounds.getMinY();
      for (int leaf = -2; leaf <= 2; leaf++) {
        Path2D.Double curve = new Path2D.Double();
        curve.moveTo(0, top + 6);
        curve.quadTo(leaf * 14, top - 16, leaf * 26, top + Math.abs(leaf) * 6 - 14);
        pen.draw(curve);
      }
    }
  }

  private static Shape ball(double width, double height) {
    return new Ellipse2D.Double(-width, -height, 2 * width, 2 * height);
  }

  private static Shape drop(double width, double height) {
    Path2D.Double path = new Path2D.Double();
    path.moveTo(0, -height * 1.2);
    path.curveTo(width * 0.3, -height * 0.7, width * 1.3, -height * 0.6, width, height * 0.35);
    path.curveTo(width * 0.7, height * 1.05, -width * 0.7, height * 1.05, -width, height * 0.35);
    path.curveTo(-width * 1.3, -height * 0.6, -width * 0.3, -height * 0.7, 0, -height * 1.2);
    return path;
  }

  private static Shape lens(double width, double height) {
    Path2D.Double path = new Path2D.Double();
    path.moveTo(-width * 1.12, 0);
    path.curveTo(-width * 0.7, -height * 1.35, width * 0.7, -height * 1.35, width * 1.12, 0);
    path.curveTo(width * 0.7, height * 1.35, -width * 0.7, height * 1.35, -width * 1.12, 0);
    return path;
  }

  private static Shape bulb(double width, double height) {
    Path2D.Double path = new Path2D.Double();
    path.moveTo(0, -height);
    path.curveTo(width * 0.75, -height, width * 0.5, -height * 0.2, width * 0.95, height * 0.2);
    path.curveTo(width * 1.35, height * 0.85, width * 0.6, height, 0, height);
    path.curveTo(-width * 0.6, height, -width * 1.35, height * 0.85, -width * 0.95, height * 0.2);
    path.curveTo(-width * 0.5, -height * 0.2, -width * 0.75, -height, 0, -height);
    return path;
  }

  private static Shape taper(double width, double height) {
    Path2D.Double path = new Path2D.Double();
    path.moveTo(-width, -height * 0.8);
    path.quadTo(0, -height * 1.05, width, -height * 0.8);
    path.quadTo(width * 0.6, height * 0.3, 0, height);
    path.quadTo(-width * 0.6, height * 0.3, -width, -height * 0.8);
    return path;
  }

  private static Shape crescent() {
    Path2D.Double path = new Path2D.Double();
    path.moveTo(-190, -60);
    path.curveTo(-150, 130, 110, 170, 200, -40);
    path.curveTo(205, -60, 185, -70, 175, -55);
    path.curveTo(90, 50, -70, 50, -165, -75);
    path.curveTo(-175, -85, -195, -80, -190, -60);
    return path;
  }
}

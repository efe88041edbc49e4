package dev.greengrocer.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** Image files for tests. */
public final class Encodings {

  private Encodings() {}

  /** An image in a format that OpenCV writes. */
  static byte[] of(RgbImage image, ImageFormat format) {
    try (Mat mat = Mats.of(image);
        Mat blueFirst = new Mat();
        BytePointer encoded = new BytePointer()) {
      opencv_imgproc.cvtColor(mat, blueFirst, opencv_imgproc.COLOR_RGB2BGR);
      return encode(blueFirst, format, encoded);
    }
  }

  /** Four bytes a pixel: red, green, blue, alpha. */
  static byte[] transparent(int width, int height, ImageFormat format, byte... rgba) {
    try (Mat mat = new Mat(height, width, opencv_core.CV_8UC4);
        Mat blueFirst = new Mat();
        BytePointer encoded = new BytePointer()) {
      mat.data().put(rgba);
      opencv_imgproc.cvtColor(mat, blueFirst, opencv_imgproc.COLOR_RGBA2BGRA);
      return encode(blueFirst, format, encoded);
    }
  }

  private static byte[] encode(Mat mat, ImageFormat format, BytePointer encoded) {
    if (!opencv_imgcodecs.imencode("." + format.name().toLowerCase(Locale.ROOT), mat, encoded)) {
      throw new IllegalStateException("not written: " + format);
    }
    byte[] bytes = new byte[(int) encoded.limit()];
    encoded.get(bytes);
    return bytes;
  }

  /** An image in a format that Java writes. */
  static byte[] of(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, bytes)) {
      throw new IOException("no writer for " + format);
    }
    return bytes.toByteArray();
  }

  /** A JPEG that Java writes; a progressive one is refined by ten scans. */
  static byte[] jpeg(RgbImage image, boolean progressive) throws IOException {
    BufferedImage picture =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < image.width() * image.height(); i++) {
      int red = image.pixels()[3 * i] & 0xff;
      int green = image.pixels()[3 * i + 1] & 0xff;
      int blue = image.pixels()[3 * i + 2] & 0xff;
      picture.setRGB(i % image.width(), i / image.width(), red << 16 | green << 8 | blue);
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam options = writer.getDefaultWriteParam();
    options.setProgressiveMode(
        progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(picture, null, null), options);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** A WebP as cameras and browsers write it. */
  static byte[] lossyWebp(RgbImage image) {
    try (Mat mat = Mats.of(image);
        IntPointer options = new IntPointer(opencv_imgcodecs.IMWRITE_WEBP_QUALITY, 80);
        BytePointer encoded = new BytePointer()) {
      opencv_imgcodecs.imencode(".webp", mat, encoded, options);
      byte[] bytes = new byte[(int) encoded.limit()];
      encoded.get(bytes);
      return bytes;
    }
  }

  /** A simple WebP made an extended one with one more chunk at its end. */
  static byte[] extended(byte[] webp, int width, int height, String type, byte[] data) {
    ByteBuffer photo =
        ByteBuffer.allocate(webp.length + 26 + data.length + (data.length & 1))
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(webp, 0, 12);
    putHeader(photo, width, height, 0);
    photo.put(webp, 12, webp.length - 12);
    photo.put(type.getBytes(StandardCharsets.ISO_8859_1)).putInt(data.length).put(data);
    return photo.putInt(4, photo.capacity() - 8).array();
  }

  /** An animated WebP of two frames, and data in a chunk between them. */
  static byte[] animated(byte[] still, int width, int height, byte[] data) {
    int picture = still.length - 12;
    ByteBuffer photo =
        ByteBuffer.allocate(12 + 18 + 14 + 2 * (24 + picture) + 8 + data.length + (data.length & 1))
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(still, 0, 12);
    putHeader(photo, width, height, 0x02);
    photo.put("ANIM".getBytes(StandardCharsets.ISO_8859_1)).putInt(6).putInt(0).putShort((short) 0);
    for (int frame = 0; frame < 2; frame++) {
      photo.put("ANMF".getBytes(StandardCharsets.ISO_8859_1)).putInt(16 + picture);
      photo.putShort((short) 0).put((byte) 0).putShort((short) 0).put((byte) 0);
      photo.putShort((short) (width - 1)).put((byte) 0);
      photo.putShort((short) (height - 1)).put((byte) 0).putInt(100);
      photo.put(still, 12, picture);
      if (frame == 0) {
        photo.put("abcd".getBytes(StandardCharsets.ISO_8859_1)).putInt(data.length).put(data);
        photo.position(photo.position() + (data.length & 1));
      }
    }
    return photo.putInt(4, photo.capacity() - 8).array();
  }

  private static void putHeader(ByteBuffer photo, int width, int height, int flags) {
    photo.put("VP8X".getBytes(StandardCharsets.ISO_8859_1)).putInt(10).putInt(flags);
    photo.putShort((short) (width - 1)).put((byte) 0);
    photo.putShort((short) (height - 1)).put((byte) 0);
  }

  /** A CMYK JPEG of one colour, inverted as Adobe's programs store it. */
  static byte[] cmykJpeg(int cyan, int magenta, int yellow, int black) throws IOException {
    WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 16, 16, 4, null);
    for (int i = 0; i < 256; i++) {
      raster.setPixel(i % 16, i / 16, new int[] {cyan, magenta, yellow, black});
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(stream);
      writer.write(new IIOImage(raster, null, null));
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}

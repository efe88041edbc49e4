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
import java.util.zip.CRC32;
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

  /** A JPEG with an EXIF segment right after its start mark. */
  public static byte[] withExif(byte[] jpeg, byte[] tiff) {
    ByteBuffer result = ByteBuffer.allocate(jpeg.length + 10 + tiff.length);
    result.put(jpeg, 0, 2);
    result.putShort((short) 0xffe1).putShort((short) (8 + tiff.length));
    result.put(new byte[] {'E', 'x', 'i', 'f', 0, 0}).put(tiff);
    return result.put(jpeg, 2, jpeg.length - 2).array();
  }

  /** The EXIF block that says nothing but an orientation. */
  public static byte[] orientation(int orientation) {
    ByteBuffer tiff = ByteBuffer.allocate(26);
    tiff.put(new byte[] {'M', 'M', 0, 42}).putInt(8); // big-endian; the first directory is at 8
    tiff.putShort((short) 1); // one entry: tag, type SHORT, one of it, the value, padding
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    tiff.putShort((short) orientation).putShort((short) 0);
    return tiff.putInt(0).array(); // no further directory
  }

  /** A PNG with one more chunk before its last. */
  static byte[] withChunk(byte[] png, String type, byte[] data) {
    int end = png.length - 12;
    return ByteBuffer.allocate(png.length + 12 + data.length)
        .put(png, 0, end)
        .put(chunk(type, data))
        .put(png, end, 12)
        .array();
  }

  /** A PNG with one more chunk right after its header. */
  static byte[] withChunkFirst(byte[] png, String type, byte[] data) {
    int end = 8 + 12 + 13;
    return ByteBuffer.allocate(png.length + 12 + data.length)
        .put(png, 0, end)
        .put(chunk(type, data))
        .put(png, end, png.length - end)
        .array();
  }

  /** A PNG that claims a size and has next to no pixels. */
  static byte[] pngOfSize(int width, int height) {
    return pngOf(width, height, new byte[] {0});
  }

  /** A PNG of some size around a compressed picture. */
  static byte[] pngOf(int width, int height, byte[] data) {
    return png(width, height, 8, 2, 0, data);
  }

  /** A PNG of some kind around a compressed picture. */
  static byte[] png(int width, int height, int depth, int colours, int interlace, byte[] data) {
    byte[] kind = {(byte) depth, (byte) colours, 0, 0, (byte) interlace};
    byte[] header = ByteBuffer.allocate(13).putInt(width).putInt(height).put(kind).array();
    byte[] ihdr = chunk("IHDR", header);
    byte[] idat = chunk("IDAT", data);
    byte[] iend = chunk("IEND", new byte[0]);
    return ByteBuffer.allocate(8 + ihdr.length + idat.length + iend.length)
        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
        .put(ihdr)
        .put(idat)
        .put(iend)
        .array();
  }

  private static byte[] chunk(String type, byte[] data) {
    ByteBuffer chunk = ByteBuffer.allocate(12 + data.length).putInt(data.length);
    chunk.put(type.getBytes(StandardCharsets.ISO_8859_1)).put(data);
    CRC32 sum = new CRC32();
    sum.update(chunk.array(), 4, 4 + data.length);
    return chunk.putInt((int) sum.getValue()).array();
  }
}

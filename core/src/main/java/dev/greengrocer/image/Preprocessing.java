package dev.greengrocer.image;

import dev.greengrocer.InvalidModelException;
import java.nio.file.Path;
import java.util.List;

/**
 * How a photo becomes the input of a network; stored with the weights and used wherever they run.
 *
 * <p>The photo is resized so that its short side is {@code resize} pixels, the centre {@code size}
 * x {@code size} square is cut out, and each channel value {@code v} in {@code [0, 255]} becomes
 * {@code (v / 255 - mean) / std}.
 *
 * @param resize short side after resizing, in pixels, at least {@code size}
 * @param size side of the square that the network sees, in pixels
 * @param mean red, green and blue mean, in units of the full channel range
 * @param std red, green and blue standard deviation, in the same units, above 0
 */
public record Preprocessing(int resize, int size, List<Double> mean, List<Double> std) {

  /** Channels of every input: red, green, blue. */
  public static final int CHANNELS = 3;

  /** Mean of each channel over ImageNet, as torchvision states it. */
  public static final List<Double> IMAGENET_MEAN = List.of(0.485, 0.456, 0.406);

  /** Standard deviation of each channel over ImageNet, as torchvision states it. */
  public static final List<Double> IMAGENET_STD = List.of(0.229, 0.224, 0.225);

  /** Checks the ranges and copies the lists. */
  public Preprocessing {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (size < 1 || resize < size || resize > 8192) {
      throw new InvalidModelException(
          "preprocessing: 1 <= size <= resize <= 8192 does not hold for size %d, resize %d"
              .formatted(size, resize));
    }
    if (mean.size() != CHANNELS
        || std.size() != CHANNELS
        || !mean.stream().allMatch(Double::isFinite)
        || !std.stream().allMatch(s -> Double.isFinite(s) && s > 0)) {
      throw new InvalidModelException(
          "preprocessing: mean %s and std %s must be three finite numbers each, std above 0"
              .formatted(mean, std));
    }
  }

  /**
   * Resizes, crops and normalises a photo.
   *
   * @return a {@code [1, 3, size, size]} tensor
   */
  public ImageTensor apply(RgbImage image) {
    return normalise(crop(image));
  }

  /**
   * The input that a photo in a file becomes: decoded no larger than is needed, resized, cropped
   * and normalised.
   *
   * @return a {@code [1, 3, size, size]} tensor
   * @throws dev.greengrocer.InvalidImageException if it cannot be decoded
   */
  public ImageTensor apply(ImageDecoder decoder, Path photo) {
    return normalise(crop(decoder, photo));
  }

  /**
   * The input that the contents of a photo's file become, exactly as from the file itself.
   *
   * @param contents all bytes of the file
   * @param name what to call it in a message
   * @return a {@code [1, 3, size, size]} tensor
   * @throws dev.greengrocer.InvalidImageException if it cannot be decoded
   */
  public ImageTensor apply(ImageDecoder decoder, byte[] contents, String name) {
    return normalise(crop(decoder.decodeContents(contents, name, resize)));
  }

  /**
   * The pixels that the network sees of a photo in a file.
   *
   * @throws dev.greengrocer.InvalidImageException if it cannot be decoded
   */
  public RgbImage crop(ImageDecoder decoder, Path photo) {
    return crop(decoder.decode(photo, resize));
  }

  /** The {@code size} x {@code size} pixels that the network sees. */
  public RgbImage crop(RgbImage image) {
    Region seen = seen(image.width(), image.height());
    return ImageOperations.cropAndResize(
        image, seen.left(), seen.top(), seen.width(), seen.height(), size, size);
  }

  /** The part of a photo of {@code width} x {@code height} pixels that the network sees. */
  public Region seen(int width, int height) {
    double side = Math.min(width, height) * ((double) size / resize);
    return Region.rounded((width - side) / 2, (height - side) / 2, side, side, width, height);
  }

  /**
   * The pixels that a network's input was made of.
   *
   * @param images made by this preprocessing
   * @param index which of them
   */
  public RgbImage pixels(ImageTensor images, int index) {
    int height = (int) images.shape()[2];
    int width = (int) images.shape()[3];
    int area = width * height;
    float[] values = images.values();
    byte[] pixels = new byte[CHANNELS * area];
    for (int channel = 0; channel < CHANNELS; channel++) {
      int from = (index * CHANNELS + channel) * area;
      double scale = 255 * std.get(channel);
      double shift = 255 * mean.get(channel);
      for (int i = 0; i < area; i++) {
        double value = values[from + i] * scale + shift;
        pixels[i * CHANNELS + channel] = (byte) (value < 0 ? 0 : value > 255 ? 255 : value + 0.5);
      }
    }
    return new RgbImage(width, height, pixels);
  }

  /**
   * Network input as another preprocessing normalised it, normalised as this one does.
   *
   * @param images of any size
   * @param from what normalised them
   * @return the images themselves where both normalise alike
   */
  public ImageTensor renormalise(ImageTensor images, Preprocessing from) {
    if (mean.equals(from.mean) && std.equals(from.std)) {
      return images;
    }
    long[] shape = images.shape();
    int area = Math.toIntExact(shape[2] * shape[3]);
    float[] values = images.values().clone();
    for (int plane = 0; plane < values.length / area; plane++) {
      int channel = plane % CHANNELS;
      float scale = (float) (from.std.get(channel) / std.get(channel));
      float shift = (float) ((from.mean.get(channel) - mean.get(channel)) / std.get(channel));
      for (int i = plane * area; i < (plane + 1) * area; i++) {
        values[i] = values[i] * scale + shift;
      }
    }
    return new ImageTensor(
        images.count(),
        Math.toIntExact(shape[1]),
        Math.toIntExact(shape[2]),
        Math.toIntExact(shape[3]),
        values);
  }

  /**
   * Turns pixels into network input without resizing.
   *
   * @return a {@code [1, 3, H, W]} tensor of the image's own size
   */
  public ImageTensor normalise(RgbImage image) {
    byte[] pixels = image.pixels();
    int area = image.width() * image.height();
    float[] values = new float[CHANNELS * area];
    for (int channel = 0; channel < CHANNELS; channel++) {
      float scale = (float) (1 / (255 * std.get(channel)));
      float shift = (float) (-mean.get(channel) / std.get(channel));
      float[] table = new float[256];
      for (int value = 0; value < table.length; value++) {
        table[value] = value * scale + shift;
      }
      int to = channel * area;
      for (int from = channel; from < pixels.length; from += CHANNELS) {
        values[to++] = table[pixels[from] & 0xff];
      }
    }
    return new ImageTensor(1, CHANNELS, image.height(), image.width(), values);
  }
}

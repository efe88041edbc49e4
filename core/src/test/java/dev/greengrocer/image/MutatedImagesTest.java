package dev.greengrocer.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.InvalidImageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Damaged files end in a refusal or in a picture; what is kept of an accepted one decodes to the
 * same pixels. {@code -Dgreengrocer.mutants=10000} tries more of them.
 */
final class MutatedImagesTest {

  private static final int MUTANTS = Integer.getInteger("greengrocer.mutants", 1200);

  private final ImageDecoder decoder = new ImageDecoder(1_000_000);

  @Test
  void whatever_is_accepted_is_kept_as_it_was_decoded() throws IOException {
    List<byte[]> seeds = seeds();
    int accepted = 0;
    for (int mutant = 0; mutant < MUTANTS; mutant++) {
      SplittableRandom random = new SplittableRandom(mutant);
      byte[] file = mutated(seeds.get(mutant % seeds.size()), random);
      accepted += accepted(file, mutant) ? 1 : 0;
    }
    assertThat(accepted).isBetween(MUTANTS / 20, MUTANTS - 1);
  }

  private boolean accepted(byte[] file, int mutant) {
    ImageHeader header;
    byte[] kept;
    RgbImage answered;
    try {
      header = decoder.header(file, "mutant");
      Optional<byte[]> unchanged = MetadataStripper.unchanged(file, header);
      answered = decoder.decode(unchanged.orElse(file), "mutant");
      kept = unchanged.orElseGet(() -> ImageOperations.encodePng(answered));
    } catch (InvalidImageException e) {
      return false;
    }
    assertThat(List.of(answered.width(), answered.height()))
        .as("mutant %d", mutant)
        .containsExactly(header.width(), header.height());
    assertThat(Arrays.equals(decoder.decode(kept, "kept").pixels(), answered.pixels()))
        .as("mutant %d", mutant)
        .isTrue();
    return true;
  }

  private static List<byte[]> seeds() throws IOException {
    RgbImage image = Drawings.noise(40, 30, 1);
    List<byte[]> seeds = new ArrayList<>();
    for (ImageFormat format : ImageFormat.values()) {
      seeds.add(Encodings.of(image, format));
    }
    seeds.add(Encodings.jpeg(image, true));
    seeds.add(Encodings.jpeg(image, false));
    byte[] webp = Encodings.lossyWebp(image);
    seeds.add(webp);
    seeds.add(Encodings.extended(webp, 40, 30, "XMP ", new byte[20]));
    seeds.add(Encodings.animated(webp, 40, 30, new byte[20]));
    seeds.add(Encodings.transparent(40, 30, ImageFormat.PNG, new byte[40 * 30 * 4]));
    return seeds;
  }

  private static byte[] mutated(byte[] seed, SplittableRandom random) {
    byte[] file = seed.clone();
    if (random.nextInt(8) == 0) {
      file = Arrays.copyOf(file, random.nextInt(file.length));
    }
    for (int change = random.nextInt(6); change > 0 && file.length > 0; change--) {
      // Headers decide most: half of the changes fall there.
      int most = random.nextBoolean() ? Math.min(file.length, 200) : file.length;
      int at = random.nextInt(most);
      switch (random.nextInt(4)) {
        case 0 -> file[at] = (byte) random.nextInt();
        case 1 -> file[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> file[at] = (byte) (random.nextBoolean() ? 0xff : 0);
        default -> {
          int from = random.nextInt(file.length);
          int length = random.nextInt(Math.min(16, file.length - Math.max(at, from)) + 1);
          System.arraycopy(file, from, file, at, length);
        }
      }
    }
    return file;
  }
}

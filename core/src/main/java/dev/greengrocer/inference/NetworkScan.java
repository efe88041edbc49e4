package dev.greengrocer.inference;

import dev.greengrocer.concurrent.WorkerPool;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageStatistics;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.image.RgbImage;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Shows photos to a network and reads all its outputs, for code that fits or measures a rule of
 * decision. Memory is bounded by the photos of a batch.
 */
public final class NetworkScan {

  // A batch for the network; decoding it in parallel keeps every processor busy.
  private static final int BATCH = 32;

  private final NetworkClassifier classifier;
  private final ImageDecoder decoder;

  /** Borrows a classifier; its owner closes it. */
  public NetworkScan(NetworkClassifier classifier, ImageDecoder decoder) {
    this.classifier = classifier;
    this.decoder = decoder;
  }

  /**
   * Scans photos in their order.
   *
   * @param results told of each photo on the calling thread, in the order of the photos
   * @throws dev.greengrocer.GreengrocerException if one cannot be read
   */
  public void scan(List<Path> photos, Consumer<Scanned> results) {
    Preprocessing preprocessing = classifier.preprocessing();
    scan(photos, photo -> preprocessing.crop(decoder, photo), results);
  }

  /**
   * Scans photos that are decoded already, in their order.
   *
   * @param photos whatever names a photo
   * @param crop gives the pixels that the network sees of it, see {@link Preprocessing#crop};
   *     called by several threads
   * @param results told of each photo on the calling thread, in the order of the photos
   */
  public <T> void scan(List<T> photos, Function<T, RgbImage> crop, Consumer<Scanned> results) {
    try (WorkerPool pool =
        WorkerPool.fixed(Runtime.getRuntime().availableProcessors(), "photo-decoder")) {
      for (int from = 0; from < photos.size(); from += BATCH) {
        tell(
            pool.map(
                photos.subList(from, Math.min(photos.size(), from + BATCH)),
                photo -> prepare(crop.apply(photo))),
            results);
      }
    }
  }

  private void tell(List<Prepared> batch, Consumer<Scanned> results) {
    List<NetworkOutput> outputs =
        classifier.outputs(ImageTensor.concat(batch.stream().map(Prepared::tensor).toList()));
    for (int i = 0; i < outputs.size(); i++) {
      results.accept(new Scanned(outputs.get(i), batch.get(i).clarity));
    }
  }

  private Prepared prepare(RgbImage seen) {
    return new Prepared(classifier.preprocessing().normalise(seen), ImageStatistics.of(seen));
  }

  /**
   * One photo.
   *
   * @param output what the network says of it
   * @param clarity how sharp and how bright is what the network sees of it
   */
  public record Scanned(NetworkOutput output, ImageStatistics clarity) {}

  private record Prepared(ImageTensor tensor, ImageStatistics clarity) {}
}

package dev.greengrocer.spark;

import dev.greengrocer.InvalidModelException;
import dev.greengrocer.files.TemporaryFolder;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.inference.Classifier;
import dev.greengrocer.inference.Models;
import dev.greengrocer.model.ModelBundles;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models that are open in this process, which is an executor or a driver that scores by itself:
 * one for each bundle, shared by all tasks, until the process ends. Thread-safe.
 */
final class ExecutorClassifiers {

  private static final Logger log = LoggerFactory.getLogger(ExecutorClassifiers.class);

  private static final Map<String, Opened> OPEN = new HashMap<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(ExecutorClassifiers::close, "close-models"));
  }

  private ExecutorClassifiers() {}

  private record Opened(Classifier classifier, TemporaryFolder unpacked) {}

  /**
   * The classifier of a bundle, opened by the first who asks.
   *
   * @param threads that share a run of the network that is alone: the processors of a task
   * @throws dev.greengrocer.InvalidModelException if it cannot be loaded
   * @throws IllegalStateException if this machine is none that the native libraries are for
   */
  static synchronized Classifier of(BundleFiles bundle, int threads) {
    Opened opened = OPEN.get(bundle.sha256());
    if (opened == null) {
      opened = open(bundle, threads);
      OPEN.put(bundle.sha256(), opened);
      log.info("model {} is open, {} threads a run", bundle.name(), threads);
    }
    return opened.classifier();
  }

  private static Opened open(BundleFiles bundle, int threads) {
    TemporaryFolder unpacked = bundle.unpack();
    try {
      // Asks OpenCV for something, so that its absence is one failure and not one a photo.
      ImageOperations.encodePng(new RgbImage(1, 1, new byte[3]));
      return new Opened(Models.open(ModelBundles.open(unpacked.path()), threads), unpacked);
    } catch (LinkageError e) {
      unpacked.close();
      throw new IllegalStateException(
          "the native libraries do not load on this executor (%s, %s): %s; build the job's jar with -Djavacpp.platform=linux-x86_64 or linux-arm64, whichever the executors are"
              .formatted(
                  System.getProperty("os.name"), System.getProperty("os.arch"), e.getMessage()),
          e);
    } catch (InvalidModelException e) {
      unpacked.close();
      throw bundle.about(unpacked, e);
    } catch (RuntimeException e) {
      unpacked.close();
      throw e;
    }
  }

  private static synchronized void close() {
    for (Opened opened : OPEN.values()) {
      opened.classifier().close(); // waits for the runs that have begun
      opened.unpacked().close();
    }
    OPEN.clear();
  }
}

package dev.greengrocer.peers;

import ai.djl.Model;
import ai.djl.basicdataset.cv.classification.ImageFolder;
import ai.djl.modality.cv.transform.RandomFlipLeftRight;
import ai.djl.modality.cv.transform.RandomResizedCrop;
import ai.djl.modality.cv.transform.ToTensor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import dev.greengrocer.benchmarks.worker.Round;
import dev.greengrocer.benchmarks.worker.WorkerMain;
import dev.greengrocer.benchmarks.worker.Workload;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Epochs of the seed CNN over a folder of photos, with DJL's {@code ImageFolder}, transforms and
 * prefetching threads. It varies photos less than Greengrocer does: crop and flip alone.
 */
final class DjlTrainingEpoch implements Workload {

  private static final int SIDE = 64;
  private static final int BATCH = 32;

  private final ImageFolder photos;
  private final Model model;
  private final Trainer trainer;

  private DjlTrainingEpoch(Path folder) throws Exception {
    photos =
        ImageFolder.builder()
            .setRepositoryPath(folder)
            .optMaxDepth(1)
            .addTransform(new RandomResizedCrop(SIDE, SIDE, 0.3, 1, 0.75, 1.33))
            .addTransform(new RandomFlipLeftRight())
            .addTransform(new ToTensor())
            .setSampling(BATCH, true)
            .build();
    photos.prepare();
    int classes = photos.getSynset().size();
    model = Model.newInstance("seed-cnn", "PyTorch");
    model.setBlock(DjlNetworks.named("seed-cnn", classes, SIDE));
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optOptimizer(Optimizer.adam().build())
                .optExecutorService());
    trainer.initialize(new Shape(BATCH, 3, SIDE, SIDE));
  }

  /**
   * Performs.
   *
   * @param arguments folder of class folders
   */
  public static void main(String[] arguments) throws Exception {
    WorkerMain.perform(() -> new DjlTrainingEpoch(Path.of(arguments[0])));
  }

  @Override
  public Round round() throws Exception {
    long start = System.nanoTime();
    double sum = 0;
    int images = 0;
    for (Batch batch : trainer.iterateDataset(photos)) {
      sum += batch.getSize() * train(batch);
      images += batch.getSize();
      batch.close();
    }
    return new Round(
        images,
        (System.nanoTime() - start) / 1e9,
        String.format(Locale.ROOT, "%.4f,0", sum / images));
  }

  private float train(Batch batch) {
    float value;
    try (GradientCollector gradients = trainer.newGradientCollector()) {
      NDList logits = trainer.forward(batch.getData());
      NDArray loss = trainer.getLoss().evaluate(batch.getLabels(), logits);
      gradients.backward(loss);
      value = DjlNetworks.number(loss);
    }
    trainer.step();
    return value;
  }

  @Override
  public void close() {
    trainer.close();
    model.close();
  }
}

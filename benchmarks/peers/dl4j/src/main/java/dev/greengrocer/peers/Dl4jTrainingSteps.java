package dev.greengrocer.peers;

import dev.greengrocer.benchmarks.worker.DrawnBatch;
import dev.greengrocer.benchmarks.worker.Round;
import dev.greengrocer.benchmarks.worker.WorkerMain;
import dev.greengrocer.benchmarks.worker.Workload;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Steps of gradient descent of the seed CNN on one batch in memory, with Deeplearning4j. */
final class Dl4jTrainingSteps implements Workload {

  private final MultiLayerNetwork network;
  private final DataSet batch;
  private final int steps;

  private Dl4jTrainingSteps(int side, int size, int steps, double learningRate) {
    this.steps = steps;
    network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Nesterovs(learningRate, 0.9))
                .weightInit(WeightInit.RELU)
                .activation(Activation.RELU)
                .list()
                .layer(convolution(32))
                .layer(convolution(32))
                .layer(pooling())
                .layer(convolution(64))
                .layer(convolution(64))
                .layer(pooling())
                .layer(new DenseLayer.Builder().nOut(512).build())
                .layer(new DenseLayer.Builder().nOut(256).build())
                .layer(
                    new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                        .nOut(DrawnBatch.CLASSES)
                        .activation(Activation.SOFTMAX)
                        .dropOut(0.5)
                        .build())
                .setInputType(InputType.convolutional(side, side, 3))
                .build());
    network.init();
    INDArray images =
        Nd4j.create(DrawnBatch.images(size, side), new long[] {size, 3, side, side}, 'c');
    INDArray labels = Nd4j.zeros(size, DrawnBatch.CLASSES);
    for (int i = 0; i < size; i++) {
      labels.putScalar(i, DrawnBatch.label(i), 1);
    }
    batch = new DataSet(images, labels);
  }

  /**
   * Performs.
   *
   * @param arguments network, side of the images, images a batch, steps a round, learning rate
   */
  public static void main(String[] arguments) throws Exception {
    WorkerMain.perform(
        () ->
            new Dl4jTrainingSteps(
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Double.parseDouble(arguments[4])));
  }

  private static ConvolutionLayer convolution(int filters) {
    return new ConvolutionLayer.Builder(3, 3).nOut(filters).build();
  }

  private static SubsamplingLayer pooling() {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
        .kernelSize(2, 2)
        .stride(2, 2)
        .build();
  }

  @Override
  public Round round() throws Exception {
    return Round.timed(
        steps * (int) batch.getFeatures().size(0),
        () -> {
          for (int i = 0; i < steps; i++) {
            network.fit(batch);
          }
          return String.valueOf(network.score());
        });
  }
}

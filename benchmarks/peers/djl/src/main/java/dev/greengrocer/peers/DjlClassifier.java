package dev.greengrocer.peers;

import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.modality.cv.transform.CenterCrop;
import ai.djl.modality.cv.transform.Normalize;
import ai.djl.modality.cv.transform.ResizeShort;
import ai.djl.modality.cv.transform.ToTensor;
import ai.djl.modality.cv.translator.ImageClassificationTranslator;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A network on DJL's ONNX Runtime engine with its translator for image classification. The
 * transforms run on PyTorch, because that engine has no arrays of its own to run them: DJL calls
 * this a hybrid engine and recommends it.
 */
final class DjlClassifier implements AutoCloseable {

  /** How many words {@link #of} reads. */
  static final int ARGUMENTS = 7;

  private final ZooModel<Image, Classifications> model;

  private DjlClassifier(ZooModel<Image, Classifications> model) {
    this.model = model;
  }

  /**
   * Loads a network.
   *
   * @param arguments classes, network, threads of one run, short side of the resized photo, side of
   *     the middle that is cut out, mean and standard deviation of each channel
   */
  static DjlClassifier of(List<String> arguments) throws Exception {
    List<String> classes =
        IntStream.range(0, Integer.parseInt(arguments.get(0))).mapToObj(String::valueOf).toList();
    System.setProperty("ai.djl.pytorch.num_threads", arguments.get(2));
    int size = Integer.parseInt(arguments.get(4));
    ImageClassificationTranslator translator =
        ImageClassificationTranslator.builder()
            .addTransform(new ResizeShort(Integer.parseInt(arguments.get(3))))
            .addTransform(new CenterCrop(size, size))
            .addTransform(new ToTensor())
            .addTransform(new Normalize(ofChannels(arguments.get(5)), ofChannels(arguments.get(6))))
            .optApplySoftmax(true)
            .optSynset(classes)
            .build();
    return new DjlClassifier(
        Criteria.builder()
            .setTypes(Image.class, Classifications.class)
            .optModelPath(Path.of(arguments.get(1)))
            .optEngine("OnnxRuntime")
            // The engine reads the second of these only if the first is there.
            .optOption("interOpNumThreads", "1")
            .optOption("intraOpNumThreads", arguments.get(2))
            .optTranslator(new FirstOutput(translator))
            .build()
            .loadModel());
  }

  private static float[] ofChannels(String value) {
    float channel = Float.parseFloat(value);
    return new float[] {channel, channel, channel};
  }

  /** A predictor for one thread. */
  Predictor<Image, Classifications> predictor() {
    return model.newPredictor();
  }

  /** The most probable of a photo's best five classes. */
  static String best(Predictor<Image, Classifications> predictor, byte[] photo)
      throws IOException, TranslateException {
    Image image = ImageFactory.getInstance().fromInputStream(new ByteArrayInputStream(photo));
    return predictor.predict(image).topK(5).get(0).getClassName();
  }

  @Override
  public void close() {
    model.close();
  }
}

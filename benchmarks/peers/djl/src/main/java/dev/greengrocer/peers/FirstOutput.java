package dev.greengrocer.peers;

import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.translator.ImageClassificationTranslator;
import ai.djl.ndarray.NDList;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.io.IOException;

/**
 * DJL's translator for networks that have more outputs than their logits, which come first: it
 * refuses those itself.
 */
final class FirstOutput implements Translator<Image, Classifications> {

  private final ImageClassificationTranslator translator;

  FirstOutput(ImageClassificationTranslator translator) {
    this.translator = translator;
  }

  @Override
  public void prepare(TranslatorContext context) throws IOException {
    translator.prepare(context);
  }

  @Override
  public Batchifier getBatchifier() {
    return translator.getBatchifier();
  }

  @Override
  public NDList processInput(TranslatorContext context, Image photo) {
    return translator.processInput(context, photo);
  }

  @Override
  public Classifications processOutput(TranslatorContext context, NDList outputs) {
    return translator.processOutput(context, new NDList(outputs.get(0)));
  }
}

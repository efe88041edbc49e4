package dev.greengrocer.training.export;

import dev.greengrocer.LabelSet;
import dev.greengrocer.files.Json;
import dev.greengrocer.image.Preprocessing;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an ONNX file says about itself, so that it can be used without the bundle around it.
 *
 * @param labels in the order of the logits
 * @param preprocessing how a photo becomes the input
 * @param dataHash content hash of the data set
 * @param codeVersion version and commit of the program that trained it
 */
public record OnnxMetadata(
    LabelSet labels, Preprocessing preprocessing, String dataHash, String codeVersion) {

  /** The properties of the ONNX file in the order of their names. */
  Map<String, String> properties(String network) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("code_version", codeVersion);
    properties.put("data_hash", dataHash);
    properties.put("labels", Json.MAPPER.writeValueAsString(labels.names()));
    properties.put("network", network);
    properties.put("preprocessing", Json.MAPPER.writeValueAsString(preprocessing));
    return properties;
  }
}

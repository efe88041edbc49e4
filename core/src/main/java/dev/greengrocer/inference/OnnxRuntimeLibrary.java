package dev.greengrocer.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import dev.greengrocer.files.NativeLibraryCache;
import java.util.List;
import java.util.Locale;

/** Loads ONNX Runtime's native libraries from the cache. Stateless. */
final class OnnxRuntimeLibrary {

  private static final String FOLDER = "onnxruntime.native.path";

  private OnnxRuntimeLibrary() {}

  /**
   * The environment that the whole process shares; the first call sets how much it logs.
   *
   * @throws LinkageError if the library cannot be loaded on this machine
   */
  static OrtEnvironment environment() {
    if (System.getProperty(FOLDER) == null) {
      NativeLibraryCache.folderOf(
              OrtEnvironment.class,
              "/ai/onnxruntime/native/" + platform(),
              List.of("onnxruntime", "onnxruntime4j_jni"))
          .ifPresent(folder -> System.setProperty(FOLDER, folder.toString()));
    }
    return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "greengrocer");
  }

  /** As the jar calls this platform; it has nothing for one that it does not know. */
  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch");
    boolean arm = processor.equals("aarch64");
    if (system.startsWith("mac")) {
      return arm ? "osx-aarch64" : "osx-x64";
    }
    String name = system.startsWith("windows") ? "win" : "linux";
    return name + (arm ? "-aarch64" : "-x64");
  }
}

package dev.greengrocer.files;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;

/**
 * Native libraries of the class path, unpacked once for all processes of a user: in JavaCPP's
 * cache, where OpenCV's are too ({@code ~/.javacpp/cache}, or the system property {@code
 * org.bytedeco.javacpp.cachedir}). ONNX Runtime and SQLite by themselves unpack a copy for each
 * process, and a process that is killed leaves its copy (23 MB) in the folder for temporary files.
 *
 * <pre>{@code
 * NativeLibraryCache.folderOf(OrtEnvironment.class, "/ai/onnxruntime/native/linux-x64", List.of("onnxruntime"))
 *     .ifPresent(folder -> System.setProperty("onnxruntime.native.path", folder.toString()));
 * }</pre>
 *
 * <p>Thread-safe, also for several processes.
 */
public final class NativeLibraryCache {

  private NativeLibraryCache() {}

  /**
   * Unpacks libraries of one folder of the class path, unless the cache holds them.
   *
   * @param owner a class of the jar that holds them
   * @param resources the folder's absolute name
   * @param libraries their names without what the platform puts around them
   * @return the folder that holds all of them; empty when a library is not on the class path, or
   *     the cache cannot be written
   */
  public static Optional<Path> folderOf(Class<?> owner, String resources, List<String> libraries) {
    Optional<Path> folder = Optional.empty();
    try {
      for (String library : libraries) {
        File unpacked =
            Loader.cacheResource(owner, resources + "/" + System.mapLibraryName(library));
        if (unpacked == null) {
          return Optional.empty();
        }
        folder = Optional.ofNullable(unpacked.toPath().getParent());
      }
      return folder;
    } catch (IOException e) {
      return Optional.empty(); // the library's own way may find another place, and says why if not
    }
  }
}

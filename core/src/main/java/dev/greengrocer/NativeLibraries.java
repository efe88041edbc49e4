package dev.greengrocer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Libraries that are not Java, such as those of OpenCV, ONNX Runtime and SQLite. They are unpacked
 * into a cache in the user's home or, where that cannot be written, into the folder for temporary
 * files; a folder that is full or missing is the usual reason why one cannot be loaded. Stateless.
 */
public final class NativeLibraries {

  /** What the largest of them, ONNX Runtime, takes when it is unpacked, and some for the others. */
  private static final long ROOM_MEGABYTES = 64;

  private static final int MEGABYTE = 1024 * 1024;

  /** Where the loader of Java looked, which is a long list of folders that hold none of them. */
  private static final Pattern PLACES = Pattern.compile("(, paths=| in java\\.library\\.path:).*");

  /** The driver's own class, of which who only runs a model knows nothing. */
  private static final String OF_SQLITE = "org.sqlite.NativeLibraryNotFoundException";

  private NativeLibraries() {}

  /**
   * What to tell the person at the terminal when one of them cannot be loaded.
   *
   * @param failure anything that was thrown
   * @return empty when it was thrown for another reason
   */
  public static Optional<InvalidConfigurationException> told(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (isOfLoading(cause)) {
        return Optional.of(
            new InvalidConfigurationException(
                "a library that is not Java cannot be loaded on %s %s (%s); %s; 'greengrocer doctor' says which"
                    .formatted(
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        reason(cause),
                        remedy()),
                failure));
      }
    }
    return Optional.empty();
  }

  /** What to do when one of them cannot be loaded, as a part of a sentence. */
  public static String remedy() {
    return remedy(Path.of(System.getProperty("java.io.tmpdir")));
  }

  /**
   * The same.
   *
   * @param temporary where they are unpacked
   */
  static String remedy(Path temporary) {
    if (!Files.isDirectory(temporary)) {
      return toFolder("%s, where it is unpacked, is no folder: create it", temporary);
    }
    if (!Files.isWritable(temporary)) {
      return toFolder("%s, where it is unpacked, cannot be written: change its owner", temporary);
    }
    try {
      return remedy(temporary, Files.getFileStore(temporary).getUsableSpace() / MEGABYTE);
    } catch (IOException e) {
      return toFolder("%s, where it is unpacked, cannot be read: check the disk", temporary);
    }
  }

  /**
   * The same of a folder that can be written.
   *
   * @param megabytes how many are free in it
   */
  static String remedy(Path temporary, long megabytes) {
    if (megabytes < ROOM_MEGABYTES) {
      return toFolder(
          "%s, where it is unpacked, has "
              + megabytes
              + " MB free: make space for "
              + ROOM_MEGABYTES
              + " MB",
          temporary);
    }
    return "install glibc 2.28 or newer and libstdc++6, make sure that %s holds programs (no 'noexec'), or take the package for this processor"
        .formatted(temporary);
  }

  private static String toFolder(String fault, Path temporary) {
    return (fault + ", or name another folder by GREENGROCER_JAVA_OPTS=-Djava.io.tmpdir=FOLDER")
        .formatted(temporary);
  }

  private static boolean isOfLoading(Throwable cause) {
    return cause instanceof UnsatisfiedLinkError
        || cause.getClass().getName().equals(OF_SQLITE)
        || cause instanceof ExceptionInInitializerError
        // A class that was tried before; without these words its file is missing, which is a bug.
        || (cause instanceof NoClassDefFoundError
            && String.valueOf(cause.getMessage()).startsWith("Could not initialize class"));
  }

  private static String reason(Throwable cause) {
    Throwable last = cause;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    String first = String.valueOf(last.getMessage()).lines().findFirst().orElse(last.toString());
    return PLACES.matcher(first).replaceFirst("");
  }
}

package dev.greengrocer;

import java.util.Optional;

/** Libraries that are not Java, such as those of OpenCV and ONNX Runtime. Stateless. */
public final class NativeLibraries {

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
                "a library that is not Java cannot be loaded on %s %s (%s); install glibc 2.28 or newer and libstdc++6, make sure that %s can be written and holds programs (no 'noexec'), or take the package for this processor; 'greengrocer doctor' says which"
                    .formatted(
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        reason(cause),
                        System.getProperty("java.io.tmpdir")),
                failure));
      }
    }
    return Optional.empty();
  }

  private static boolean isOfLoading(Throwable cause) {
    return cause instanceof UnsatisfiedLinkError
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
    return String.valueOf(last.getMessage()).lines().findFirst().orElse(last.toString());
  }
}

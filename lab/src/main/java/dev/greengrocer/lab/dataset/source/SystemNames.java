package dev.greengrocer.lab.dataset.source;

import java.util.Locale;
import java.util.Set;

/**
 * Names that systems, disks and programs put among photos: nothing of that name, at any depth,
 * holds photos that a person put there.
 */
final class SystemNames {

  /** In lower case: Synology, QNAP, Windows, Linux and macOS. */
  private static final Set<String> FOLDERS =
      Set.of(
          "@eadir",
          "#recycle",
          "#snapshot",
          "@recycle",
          "@recently-snapshot",
          "@tmp",
          "@sharebin",
          "$recycle.bin",
          "recycler",
          "recycled",
          "system volume information",
          "found.000",
          "lost+found",
          "__macosx",
          "network trash folder",
          "temporary items");

  /** In lower case. */
  private static final Set<String> FILES =
      Set.of("thumbs.db", "thumbs.db:encryptable", "ehthumbs.db", "desktop.ini", "icon\r");

  private SystemNames() {}

  /** Whether a folder of that name belongs to a system. */
  static boolean isSystemFolder(String name) {
    return FOLDERS.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Whether a file or folder of that name is hidden: dot files, and what systems hide. */
  static boolean isHidden(String name) {
    return name.startsWith(".") || FILES.contains(name.toLowerCase(Locale.ROOT));
  }
}

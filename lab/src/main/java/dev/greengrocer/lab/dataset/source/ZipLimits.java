package dev.greengrocer.lab.dataset.source;

/**
 * How much a zip may unpack to before it is taken for a decompression bomb.
 *
 * @param maxEntries files and folders
 * @param maxBytes bytes of all files together
 * @param maxRatio how many times larger than the zip the files may be together
 * @param freeBytes the ratio does not count below this many bytes: a few flat pictures pack well
 */
record ZipLimits(int maxEntries, long maxBytes, int maxRatio, long freeBytes) {

  /** Half a million entries, 64 GiB, 100:1 beyond 64 MiB: photos hardly compress. */
  static final ZipLimits DEFAULT = new ZipLimits(500_000, 64L << 30, 100, 64L << 20);
}

package dev.greengrocer.lab.dataset.source;

import java.util.List;

/**
 * A photo that was decoded and lies within the limits.
 *
 * @param source where it comes from
 * @param sha256 the hash of its bytes
 * @param width pixels across, after the EXIF orientation is applied
 * @param height pixels down, after the EXIF orientation is applied
 * @param flags doubts about its quality
 * @param fingerprint what other photos are compared with
 */
public record InspectedPhoto(
    SourcePhoto source,
    String sha256,
    int width,
    int height,
    List<PhotoFlag> flags,
    PhotoFingerprint fingerprint)
    implements Inspection {

  public InspectedPhoto {
    flags = List.copyOf(flags);
  }

  public String path() {
    return source.path();
  }
}

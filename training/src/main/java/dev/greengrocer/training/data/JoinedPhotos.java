package dev.greengrocer.training.data;

import dev.greengrocer.image.RgbImage;

/** The photos of one list, and after them those of another. Thread-safe. */
public final class JoinedPhotos implements Photos {

  private final Photos first;
  private final Photos second;

  /** Takes both over: closing it closes them. */
  public JoinedPhotos(Photos first, Photos second) {
    this.first = first;
    this.second = second;
  }

  @Override
  public int size() {
    return first.size() + second.size();
  }

  @Override
  public RgbImage get(int index) {
    return index < first.size() ? first.get(index) : second.get(index - first.size());
  }

  @Override
  public void close() {
    first.close();
    second.close();
  }
}

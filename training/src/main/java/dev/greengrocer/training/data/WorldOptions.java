package dev.greengrocer.training.data;

import java.util.List;

/**
 * How often and how strongly training photos are made to look like those of other places and
 * cameras than the collection's: a pear alone on a table, crates full of them, the yellow light of
 * a shop, a plastic bag, a cheap lens. 0 switches a variation off.
 *
 * @param zoomOut probability that the whole photo is shown small on a plain ground, instead of a
 *     crop
 * @param pile probability that a crop is repeated, mirrored, in tiles of two by two
 * @param whiteBalance largest relative change of red and of blue against green, in {@code [0, 1]}
 * @param haze probability that the photo is seen through a film that lightens it
 * @param lowResolution probability that detail is lost by shrinking and growing the photo
 */
public record WorldOptions(
    double zoomOut, double pile, double whiteBalance, double haze, double lowResolution) {

  /** Photos as the collection has them. */
  public static WorldOptions none() {
    return new WorldOptions(0, 0, 0, 0, 0);
  }

  /** What fine-tuning on stock photos needs to be of use in a shop; see docs/recipe.md. */
  public static WorldOptions defaults() {
    return new WorldOptions(0.15, 0.1, 0.2, 0.1, 0.15);
  }

  /** One sentence for each value that is out of range; empty when all are well. */
  public List<String> faults() {
    return new Ranges()
        .between("zoom-out", zoomOut, 0, 1)
        .between("pile", pile, 0, 1)
        .between("white-balance", whiteBalance, 0, 1)
        .between("haze", haze, 0, 1)
        .between("low-resolution", lowResolution, 0, 1)
        .faults();
  }
}

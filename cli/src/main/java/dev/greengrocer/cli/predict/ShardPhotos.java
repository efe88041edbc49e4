package dev.greengrocer.cli.predict;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The photos of a search that belong to one shard, found as they are asked for. */
final class ShardPhotos implements Iterator<Path> {

  private final Iterator<Path> all;
  private final Shard shard;
  private @Nullable Path next;
  private long passed;

  ShardPhotos(Iterator<Path> all, Shard shard) {
    this.all = all;
    this.shard = shard;
  }

  @Override
  public boolean hasNext() {
    while (next == null && all.hasNext()) {
      Path photo = all.next();
      if (shard.holds(photo)) {
        next = photo;
      } else {
        passed++;
      }
    }
    return next != null;
  }

  @Override
  public Path next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    Path photo = next;
    next = null;
    return photo;
  }

  /** How many photos of other shards were passed over so far. */
  long passed() {
    return passed;
  }
}

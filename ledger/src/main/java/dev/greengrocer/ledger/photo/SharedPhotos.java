package dev.greengrocer.ledger.photo;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What servers that keep their photos in one bucket tell each other by their database.
 *
 * @param erasures what is to be erased in the bucket, and what the database says of a photo
 * @param queues what waits on the disk of each
 */
public record SharedPhotos(PhotoErasures erasures, PhotoQueues queues) {

  /** That of a database. */
  public static SharedPhotos in(JdbcClient database, Clock clock) {
    return new SharedPhotos(new PhotoErasures(database, clock), new PhotoQueues(database));
  }
}

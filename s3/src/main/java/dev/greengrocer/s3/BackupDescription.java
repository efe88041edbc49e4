package dev.greengrocer.s3;

import dev.greengrocer.files.Json;
import dev.greengrocer.files.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What a backup in a bucket consists of. It is the last object that is written: without it there is
 * no backup.
 *
 * @param format the version of this description
 * @param writtenAt when the database was copied
 * @param database the SQLite file
 * @param photoList the list of its photos, which lie beside all backups and belong to several
 * @param photos how many photos, thumbnails not counted
 */
record BackupDescription(
    int format, Instant writtenAt, Part database, Part photoList, long photos) {

  static final int FORMAT = 1;

  /**
   * Reads one.
   *
   * @param place where it was, for people
   * @throws DamagedObjectException if it is none, or one of a newer version
   */
  static BackupDescription read(byte[] json, String place) {
    try {
      BackupDescription read = Json.MAPPER.readValue(json, BackupDescription.class);
      if (read.format > FORMAT) {
        throw new DamagedObjectException(
            place,
            "was written by a newer version (format %d)".formatted(read.format),
            "restore it with that one",
            null);
      }
      if (read.format == FORMAT && read.isWhole()) {
        return read;
      }
    } catch (JacksonException e) {
      throw damaged(place, e);
    }
    throw damaged(place, null);
  }

  byte[] write() {
    return Json.INDENTED.writeValueAsBytes(this);
  }

  @SuppressWarnings("ConstantValue") // what is missing in JSON is null all the same
  private boolean isWhole() {
    return writtenAt != null && Part.isWhole(database) && Part.isWhole(photoList);
  }

  private static DamagedObjectException damaged(String place, @Nullable Exception cause) {
    return DamagedObjectException.unreadable(place, "is no description of a backup", cause);
  }

  /**
   * An object of a backup.
   *
   * @param bytes its size
   * @param sha256 the hash of its bytes
   */
  record Part(long bytes, String sha256) {

    private static boolean isWhole(@Nullable Part part) {
      return part != null && part.sha256 != null && Sha256.isValid(part.sha256);
    }
  }
}

package dev.greengrocer.s3;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the objects of backups are called within a place. */
final class BackupKeys {

  static final String BACKUPS = "backups/";
  static final String PHOTOS = "photos/";

  private static final String DESCRIPTION = "backup.json";
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final String NAME_PATTERN = "\\d{4}-\\d{2}-\\d{2}T\\d{6}\\.\\d{3}Z";
  private static final Pattern KEY = Pattern.compile(BACKUPS + "(" + NAME_PATTERN + ")/(.+)");
  private static final Pattern PLACE_OF_ONE =
      Pattern.compile("(.*?)" + BACKUPS + "(" + NAME_PATTERN + ")/");

  private BackupKeys() {}

  /** The name of a backup: names sort as the times at which their databases were copied. */
  static String name(Instant writtenAt) {
    return NAME.format(writtenAt);
  }

  /** The time in a name. */
  static Instant time(String name) {
    return NAME.parse(name, Instant::from);
  }

  static String description(String name) {
    return BACKUPS + name + "/" + DESCRIPTION;
  }

  static String database(String name) {
    return BACKUPS + name + "/greengrocer.sqlite";
  }

  static String photoList(String name) {
    return BACKUPS + name + "/photos.txt.gz";
  }

  /** The name of the backup that an object belongs to, or the key itself. */
  static String nameIn(String key) {
    Matcher parts = KEY.matcher(key);
    return parts.matches() ? parts.group(1) : key;
  }

  static boolean isDescription(String key) {
    Matcher parts = KEY.matcher(key);
    return parts.matches() && parts.group(2).equals(DESCRIPTION);
  }

  static boolean isOfBackup(String key) {
    return KEY.matcher(key).matches();
  }

  /** Takes an address of one backup apart: the place of all, and the name of the one. */
  static One one(S3Address address) {
    Matcher parts = PLACE_OF_ONE.matcher(address.prefix());
    return parts.matches()
        ? new One(new S3Address(address.bucket(), parts.group(1)), parts.group(2))
        : new One(address, "");
  }

  /**
   * A place of backups, and one of them.
   *
   * @param place where all backups are
   * @param name which one, or empty for the newest
   */
  record One(S3Address place, String name) {}
}

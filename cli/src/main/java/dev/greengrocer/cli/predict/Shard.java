package dev.greengrocer.cli.predict;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * One of several parts that the photos of one search are divided into, so that as many processes,
 * on one machine or many, answer each photo once.
 *
 * <p>A photo's part follows from its path alone, as the search names it: the order in which folders
 * are listed plays no role, and a photo that comes or goes moves no other.
 *
 * @param number from 1 to {@code count}
 * @param count how many parts there are
 */
record Shard(int number, int count) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

  Shard {
    if (number < 1 || number > count) {
      throw new IllegalArgumentException("shard %d of %d".formatted(number, count));
    }
  }

  /** Whether a photo belongs to this part. */
  boolean holds(Path photo) {
    CRC32C hash = new CRC32C();
    hash.update(photo.toString().replace(File.separatorChar, '/').getBytes(StandardCharsets.UTF_8));
    return hash.getValue() % count == number - 1;
  }

  @Override
  public String toString() {
    return number + "/" + count;
  }

  /** Reads {@code 2/8}. */
  static final class Converter implements ITypeConverter<Shard> {
    @Override
    public Shard convert(String text) {
      Matcher form = FORM.matcher(text);
      if (form.matches()) {
        int number = Integer.parseInt(form.group(1));
        int count = Integer.parseInt(form.group(2));
        if (number >= 1 && number <= count) {
          return new Shard(number, count);
        }
      }
      throw new TypeConversionException(
          "'%s' is not a shard; write 1/8 for the first of eight, up to 8/8".formatted(text));
    }
  }
}

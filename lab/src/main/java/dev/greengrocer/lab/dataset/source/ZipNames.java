package dev.greengrocer.lab.dataset.source;

import dev.greengrocer.InvalidDatasetException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/**
 * What the entries of a zip are called. The format knows two character sets, UTF-8 with a flag and
 * IBM 437 without; many programs write UTF-8 without the flag, some the name in UTF-8 beside (the
 * Unicode Path field of Info-ZIP), and some what their system speaks. Stateless.
 */
final class ZipNames {

  /** With it the zip is opened: it gives every byte a character of its own. */
  static final Charset CP437 = Charset.forName("IBM437");

  private static final int UNICODE_PATH = 0x7075;

  /**
   * Above the accented letters IBM 437 has frames, Greek and mathematics; only its sharp s is
   * meant.
   */
  private static final int LAST_LETTER = 0xa5;

  private static final int SHARP_S = 0xe1;

  private ZipNames() {}

  /**
   * The name of an entry of a zip that was opened with {@link #CP437}.
   *
   * @throws InvalidDatasetException if nothing tells its character set
   */
  static String of(ZipEntry entry, Path zip) {
    String name = entry.getName();
    if (!CP437.newEncoder().canEncode(name)) {
      return name; // It had the flag.
    }
    byte[] raw = name.getBytes(CP437);
    return unicodePath(entry, raw)
        .or(() -> strictly(raw, StandardCharsets.UTF_8))
        .orElseGet(() -> inCp437(name, raw, zip));
  }

  private static String inCp437(String name, byte[] raw, Path zip) {
    for (byte one : raw) {
      int unsigned = Byte.toUnsignedInt(one);
      if (unsigned > LAST_LETTER && unsigned != SHARP_S) {
        throw new InvalidDatasetException(
            "%s: entry '%s' has a name in a character set that the zip does not tell (neither UTF-8 nor IBM 437%s); pack it again with UTF-8 names, or unpack it yourself"
                .formatted(
                    zip,
                    new String(raw, StandardCharsets.US_ASCII),
                    strictly(raw, Charset.forName("GBK"))
                        .map(read -> "; as GBK it reads '" + read + "'")
                        .orElse("")));
      }
    }
    return name.replace('\u03b2', '\u00df');
  }

  /** APPNOTE 4.6.9: version 1, the CRC-32 of the plain name, and the name in UTF-8. */
  private static Optional<String> unicodePath(ZipEntry entry, byte[] raw) {
    byte[] extra = entry.getExtra();
    if (extra == null) {
      return Optional.empty();
    }
    ByteBuffer fields = ByteBuffer.wrap(extra).order(ByteOrder.LITTLE_ENDIAN);
    while (fields.remaining() >= 4) {
      int id = Short.toUnsignedInt(fields.getShort());
      int size = Short.toUnsignedInt(fields.getShort());
      if (size > fields.remaining()) {
        return Optional.empty();
      }
      if (id == UNICODE_PATH && size > 5 && fields.get(fields.position()) == 1) {
        CRC32 crc = new CRC32();
        crc.update(raw);
        int stated = fields.getInt(fields.position() + 1);
        if (stated == (int) crc.getValue()) {
          byte[] name = new byte[size - 5];
          fields.get(fields.position() + 5, name);
          return strictly(name, StandardCharsets.UTF_8);
        }
      }
      fields.position(fields.position() + size);
    }
    return Optional.empty();
  }

  private static Optional<String> strictly(byte[] bytes, Charset charset) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}

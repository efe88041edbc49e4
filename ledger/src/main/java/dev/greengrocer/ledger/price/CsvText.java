package dev.greengrocer.ledger.price;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The text of a CSV file, whichever program wrote it: UTF-8 with or without its mark, UTF-16 of
 * either order, or Windows-1252, which spreadsheets write in Western Europe. A byte that is no
 * character there is refused with its line; no name ever comes out mangled.
 */
public final class CsvText {

  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final int PROBED = 4096;

  private CsvText() {}

  /**
   * Decodes a file.
   *
   * @param declared what its sender says it is written in, or null
   * @throws RefusedException if a byte cannot be read, naming its line
   */
  public static String decode(byte[] file, @Nullable Charset declared) {
    Charset marked = mark(file);
    if (marked != null) {
      return strictly(file, marked);
    }
    if (declared != null && !declared.equals(StandardCharsets.UTF_8)) {
      return strictly(file, declared);
    }
    Charset wide = wide(file);
    if (wide != null) {
      return strictly(file, wide);
    }
    try {
      return decoded(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      if (declared != null) {
        throw refused(file, StandardCharsets.UTF_8);
      }
      return strictly(file, WINDOWS);
    }
  }

  private static @Nullable Charset mark(byte[] file) {
    if (starts(file, 0xEF, 0xBB, 0xBF)) {
      return StandardCharsets.UTF_8;
    }
    if (starts(file, 0xFF, 0xFE)) {
      return StandardCharsets.UTF_16LE;
    }
    return starts(file, 0xFE, 0xFF) ? StandardCharsets.UTF_16BE : null;
  }

  private static boolean starts(byte[] file, int... bytes) {
    if (file.length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((file[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /** UTF-16 without its mark: every other byte of the Latin letters in a header is zero. */
  private static @Nullable Charset wide(byte[] file) {
    int even = 0;
    int odd = 0;
    int probed = Math.min(file.length, PROBED);
    for (int i = 0; i < probed; i++) {
      if (file[i] == 0) {
        if (i % 2 == 0) {
          even++;
        } else {
          odd++;
        }
      }
    }
    if (Math.max(even, odd) * 4 <= probed) {
      return null;
    }
    return odd > even ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
  }

  private static String strictly(byte[] file, Charset charset) {
    try {
      return decoded(file, charset);
    } catch (CharacterCodingException e) {
      throw refused(file, charset);
    }
  }

  private static String decoded(byte[] file, Charset charset) throws CharacterCodingException {
    String text =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(file))
            .toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static RefusedException refused(byte[] file, Charset charset) {
    String text = new String(file, charset);
    String before = text.substring(0, Math.max(0, text.indexOf('\uFFFD')));
    long line = before.replace("\r\n", "\n").chars().filter(c -> c == '\n' || c == '\r').count();
    return new RefusedException(
        Problem.UNPROCESSABLE,
        "line %d: a character cannot be read as %s; save the file as UTF-8"
            .formatted(line + 1, charset.name()));
  }
}

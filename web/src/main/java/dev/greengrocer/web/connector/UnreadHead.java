package dev.greengrocer.web.connector;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What of a request's head is known although the container could not read it, such as one with a
 * character in its address that no address may hold: enough to answer in the form that the caller
 * reads.
 *
 * @param path the address without its query, as it was sent, or null when there is none
 * @param accept what the caller reads, or null when the head does not say
 */
record UnreadHead(@Nullable String path, @Nullable String accept) {

  /** Of a request that nothing is known of. */
  static final UnreadHead NONE = new UnreadHead(null, null);

  private static final String ACCEPT = "accept:";

  /** Looks at the bytes from the first of the buffer to the last that came. */
  static UnreadHead of(@Nullable ByteBuffer buffer) {
    if (buffer == null) {
      return NONE;
    }
    ByteBuffer bytes = buffer.duplicate().rewind();
    String[] lines =
        StandardCharsets.ISO_8859_1.decode(bytes).toString().stripLeading().split("\\r?\\n", -1);
    String accept = null;
    for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
      if (lines[i].toLowerCase(Locale.ROOT).startsWith(ACCEPT)) {
        accept = lines[i].substring(ACCEPT.length()).strip();
        break;
      }
    }
    String[] words = lines[0].split(" ", 2);
    return new UnreadHead(words.length < 2 ? null : words[1].split("[? ]", 2)[0], accept);
  }
}

package dev.greengrocer.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Just enough of the protocol-buffer format (<a
 * href="https://protobuf.dev/programming-guides/encoding/">encoding</a>) to look into a message
 * whose classes this module does not have, and to write one. Stateless.
 */
final class Protobuf {

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED_32 = 5;

  private Protobuf() {}

  /**
   * A field of a message.
   *
   * @param number its number
   * @param value of a whole number, 0 for others
   * @param message the message that holds it; nothing of it may be changed
   * @param start where in the message its key begins
   * @param from where its text, message or packed list begins; its end for others
   * @param end behind its last byte
   */
  record Field(int number, long value, ByteBuffer message, int start, int from, int end) {

    /** How many bytes its text, message or packed list has, 0 for others. */
    int length() {
      return end - from;
    }

    /** The bytes of a text, a message or a packed list, empty for others. */
    ByteBuffer part() {
      return message.slice(from, end - from);
    }

    /** All bytes of the field, its key included. */
    ByteBuffer raw() {
      return message.slice(start, end - start);
    }

    String text() {
      return StandardCharsets.UTF_8.decode(part()).toString();
    }

    /** The whole numbers of this field of a list, packed or not. */
    List<Long> numbers() {
      if (length() == 0) {
        return List.of(value);
      }
      List<Long> numbers = new ArrayList<>();
      ByteBuffer packed = part();
      while (packed.hasRemaining()) {
        numbers.add(varint(packed));
      }
      return numbers;
    }
  }

  /**
   * The fields of a message in their order.
   *
   * @throws IllegalArgumentException if it is none
   */
  static List<Field> fields(ByteBuffer message) {
    ByteBuffer bytes = message.duplicate();
    List<Field> fields = new ArrayList<>();
    while (bytes.hasRemaining()) {
      int start = bytes.position();
      long key = varint(bytes);
      long value = 0;
      int from = -1;
      switch ((int) key & 7) {
        case VARINT -> value = varint(bytes);
        case FIXED_64 -> skip(bytes, Long.BYTES);
        case FIXED_32 -> skip(bytes, Integer.BYTES);
        case LENGTH -> {
          long length = varint(bytes);
          from = bytes.position();
          skip(bytes, length);
        }
        default -> throw new IllegalArgumentException("a field of an unknown kind");
      }
      int end = bytes.position();
      fields.add(new Field((int) (key >>> 3), value, message, start, from < 0 ? end : from, end));
    }
    return fields;
  }

  private static void skip(ByteBuffer bytes, long length) {
    if (length < 0 || length > bytes.remaining()) {
      throw new IllegalArgumentException("it ends within a field");
    }
    bytes.position(bytes.position() + (int) length);
  }

  private static long varint(ByteBuffer bytes) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (!bytes.hasRemaining()) {
        throw new IllegalArgumentException("it ends within a number");
      }
      byte part = bytes.get();
      value |= (long) (part & 0x7f) << shift;
      if (part >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number of more than 64 bits");
  }

  /** Writes a message, field by field. */
  static final class Writer {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Writer raw(Field field) {
      ByteBuffer raw = field.raw();
      byte[] copy = new byte[raw.remaining()];
      raw.get(copy);
      bytes.writeBytes(copy);
      return this;
    }

    Writer number(int field, long value) {
      varint((long) field << 3 | VARINT);
      varint(value);
      return this;
    }

    Writer text(int field, String text) {
      return bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    Writer message(int field, Writer message) {
      return bytes(field, message.toBytes());
    }

    private Writer bytes(int field, byte[] value) {
      varint((long) field << 3 | LENGTH);
      varint(value.length);
      bytes.writeBytes(value);
      return this;
    }

    private void varint(long value) {
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        bytes.write((int) ((rest & 0x7f) | 0x80));
        rest >>>= 7;
      }
      bytes.write((int) rest);
    }

    byte[] toBytes() {
      return bytes.toByteArray();
    }
  }
}

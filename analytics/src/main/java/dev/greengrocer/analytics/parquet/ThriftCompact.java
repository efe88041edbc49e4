package dev.greengrocer.analytics.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes structures in Thrift's <a
 * href="https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md">compact
 * protocol</a>, in which Parquet keeps what it says of its data. Fields are written in ascending
 * order. Not thread-safe.
 */
final class ThriftCompact {

  private static final int TRUE = 1;
  private static final int FALSE = 2;
  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;
  private static final int SHORT_LIST = 15;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Deque<Integer> outer = new ArrayDeque<>();
  private int last;

  ThriftCompact flag(int field, boolean value) {
    header(field, value ? TRUE : FALSE);
    return this;
  }

  ThriftCompact whole(int field, int value) {
    header(field, I32);
    varint(zigzag(value));
    return this;
  }

  ThriftCompact longWhole(int field, long value) {
    header(field, I64);
    varint(zigzag(value));
    return this;
  }

  ThriftCompact text(int field, String value) {
    return bytes(field, value.getBytes(UTF_8));
  }

  ThriftCompact bytes(int field, byte[] value) {
    header(field, BINARY);
    binary(value);
    return this;
  }

  /** Begins a structure within this one; {@link #end} ends it. */
  ThriftCompact begin(int field) {
    header(field, STRUCT);
    return beginElement();
  }

  /** A structure without fields. */
  ThriftCompact empty(int field) {
    return begin(field).end();
  }

  /** Begins a list of structures, each between {@link #beginElement} and {@link #end}. */
  ThriftCompact structs(int field, int size) {
    header(field, LIST);
    listHeader(size, STRUCT);
    return this;
  }

  ThriftCompact beginElement() {
    outer.push(last);
    last = 0;
    return this;
  }

  ThriftCompact wholes(int field, int... values) {
    header(field, LIST);
    listHeader(values.length, I32);
    for (int value : values) {
      varint(zigzag(value));
    }
    return this;
  }

  ThriftCompact texts(int field, String... values) {
    header(field, LIST);
    listHeader(values.length, BINARY);
    for (String value : values) {
      binary(value.getBytes(UTF_8));
    }
    return this;
  }

  /** Ends a structure within another one. */
  ThriftCompact end() {
    out.write(0);
    last = outer.pop();
    return this;
  }

  /** Ends the outermost structure. */
  byte[] finish() {
    out.write(0);
    return out.toByteArray();
  }

  private void header(int field, int type) {
    int step = field - last;
    if (step <= 0 || step > SHORT_LIST) {
      throw new IllegalStateException("field %d after field %d".formatted(field, last));
    }
    out.write((step << 4) | type);
    last = field;
  }

  private void listHeader(int size, int type) {
    if (size < SHORT_LIST) {
      out.write((size << 4) | type);
    } else {
      out.write((SHORT_LIST << 4) | type);
      varint(size);
    }
  }

  private void binary(byte[] value) {
    varint(value.length);
    out.writeBytes(value);
  }

  private static long zigzag(long value) {
    return (value << 1) ^ (value >> 63);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}

package io.tsink.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Collects labels from slices of bytes, in any order, and makes [Labels] of them. Confined and
/// reusable; it allocates only to grow and in [#build].
///
/// A label with an empty value is left out. The first broken rule is kept as the [#fault]; nothing
/// is thrown while labels are added.
public final class LabelsBuilder {
  private byte[] arena = new byte[256];
  private int used;

  /// Three numbers a label: start of the name, end of the name and start of the value, its end.
  private int[] bounds = new int[3 * 16];

  private int count;
  private boolean sorted = true;
  private @Nullable LabelFault fault;

  /// Forgets all labels and the fault.
  public LabelsBuilder clear() {
    used = 0;
    count = 0;
    sorted = true;
    fault = null;
    return this;
  }

  /// Number of labels added, those with empty values not counted.
  public int count() {
    return count;
  }

  /// Adds a label. Both texts are copied.
  public LabelsBuilder add(
      byte[] name, int nameOffset, int nameLength, byte[] value, int valueOffset, int valueLength) {
    check(name, nameOffset, nameLength, value, valueOffset, valueLength);
    if (valueLength == 0) {
      return this;
    }
    reserve(nameLength + valueLength);
    int start = used;
    System.arraycopy(name, nameOffset, arena, start, nameLength);
    System.arraycopy(value, valueOffset, arena, start + nameLength, valueLength);
    used = start + nameLength + valueLength;
    int at = 3 * count;
    bounds[at] = start;
    bounds[at + 1] = start + nameLength;
    bounds[at + 2] = used;
    if (count > 0 && compareNames(count - 1, count) >= 0) {
      sorted = false;
    }
    count++;
    return this;
  }

  /// Adds a label.
  public LabelsBuilder add(String name, String value) {
    byte[] nameBytes = bytes(name);
    byte[] valueBytes = bytes(value);
    return add(nameBytes, 0, nameBytes.length, valueBytes, 0, valueBytes.length);
  }

  /// Adds every label of a set.
  public LabelsBuilder addAll(Labels labels) {
    byte[] utf8 = labels.utf8();
    for (int i = 0; i < labels.count(); i++) {
      int start = labels.nameStart(i);
      int middle = labels.nameEnd(i);
      add(utf8, start, middle - start, utf8, middle, labels.valueEnd(i) - middle);
    }
    return this;
  }

  /// Replaces the value of a label or adds it; an empty value removes it.
  public LabelsBuilder set(String name, String value) {
    return remove(name).add(name, value);
  }

  /// Removes a label if it is there.
  public LabelsBuilder remove(String name) {
    byte[] bytes = bytes(name);
    for (int i = count - 1; i >= 0; i--) {
      if (Arrays.equals(arena, bounds[3 * i], bounds[3 * i + 1], bytes, 0, bytes.length)) {
        System.arraycopy(bounds, 3 * (i + 1), bounds, 3 * i, 3 * (count - i - 1));
        count--;
      }
    }
    return this;
  }

  /// Whether a label of that name was added.
  public boolean contains(byte[] name, int offset, int length) {
    for (int i = 0; i < count; i++) {
      if (Arrays.equals(arena, bounds[3 * i], bounds[3 * i + 1], name, offset, offset + length)) {
        return true;
      }
    }
    return false;
  }

  /// Why the labels are not valid, or null. Sorts the labels to find equal names.
  public @Nullable LabelFault fault() {
    sort();
    for (int i = 1; fault == null && i < count; i++) {
      if (compareNames(i - 1, i) == 0) {
        fault =
            new LabelFault(
                LabelFault.Kind.DUPLICATE_NAME, "label \"%s\" is given twice".formatted(name(i)));
      }
    }
    if (fault == null && used + 4L * count > Labels.MAX_IDENTITY_BYTES) {
      fault =
          new LabelFault(
              LabelFault.Kind.IDENTITY_TOO_LONG,
              "labels of %d bytes, expected at most %d"
                  .formatted(used + 4L * count, Labels.MAX_IDENTITY_BYTES));
    }
    return fault;
  }

  /// The labels.
  ///
  /// @throws IllegalStateException when there is a [#fault]
  public Labels build() {
    LabelFault found = fault();
    if (found != null) {
      throw new IllegalStateException(found.text());
    }
    if (count == 0) {
      return Labels.empty();
    }
    int size = 0;
    for (int i = 0; i < count; i++) {
      size += bounds[3 * i + 2] - bounds[3 * i];
    }
    byte[] utf8 = new byte[size];
    int[] ends = new int[2 * count];
    int at = 0;
    for (int i = 0; i < count; i++) {
      int start = bounds[3 * i];
      int length = bounds[3 * i + 2] - start;
      System.arraycopy(arena, start, utf8, at, length);
      ends[2 * i] = at + bounds[3 * i + 1] - start;
      at += length;
      ends[2 * i + 1] = at;
    }
    return new Labels(utf8, ends);
  }

  private void check(
      byte[] name, int nameOffset, int nameLength, byte[] value, int valueOffset, int valueLength) {
    if (fault != null) {
      return;
    }
    if (nameLength == 0) {
      fault = new LabelFault(LabelFault.Kind.EMPTY_NAME, "a label has an empty name");
    } else if (nameLength > Labels.MAX_NAME_BYTES) {
      fault =
          new LabelFault(
              LabelFault.Kind.NAME_TOO_LONG,
              "label name \"%s…\" has %d bytes, expected at most %d"
                  .formatted(
                      new String(name, nameOffset, 32, UTF_8), nameLength, Labels.MAX_NAME_BYTES));
    } else if (valueLength > Labels.MAX_VALUE_BYTES) {
      fault =
          new LabelFault(
              LabelFault.Kind.VALUE_TOO_LONG,
              "the value of label \"%s\" has %d bytes, expected at most %d"
                  .formatted(
                      new String(name, nameOffset, nameLength, UTF_8),
                      valueLength,
                      Labels.MAX_VALUE_BYTES));
    } else if (!Utf8.valid(name, nameOffset, nameLength)) {
      fault =
          new LabelFault(
              LabelFault.Kind.NOT_UTF8,
              "a label name is not valid UTF-8: \"%s\""
                  .formatted(new String(name, nameOffset, nameLength, UTF_8)));
    } else if (!Utf8.valid(value, valueOffset, valueLength)) {
      fault =
          new LabelFault(
              LabelFault.Kind.NOT_UTF8,
              "the value of label \"%s\" is not valid UTF-8"
                  .formatted(new String(name, nameOffset, nameLength, UTF_8)));
    }
  }

  private void reserve(int bytes) {
    if (used + bytes > arena.length) {
      arena = Arrays.copyOf(arena, Math.max(used + bytes, arena.length * 2));
    }
    if (3 * (count + 1) > bounds.length) {
      bounds = Arrays.copyOf(bounds, bounds.length * 2);
    }
  }

  /// Insertion sort: labels come sorted or nearly so.
  private void sort() {
    if (sorted) {
      return;
    }
    for (int i = 1; i < count; i++) {
      for (int k = i; k > 0 && compareNames(k - 1, k) > 0; k--) {
        swap(k - 1, k);
      }
    }
    sorted = true;
  }

  private void swap(int a, int b) {
    for (int i = 0; i < 3; i++) {
      int kept = bounds[3 * a + i];
      bounds[3 * a + i] = bounds[3 * b + i];
      bounds[3 * b + i] = kept;
    }
  }

  private int compareNames(int a, int b) {
    return Arrays.compareUnsigned(
        arena, bounds[3 * a], bounds[3 * a + 1], arena, bounds[3 * b], bounds[3 * b + 1]);
  }

  private String name(int index) {
    int start = bounds[3 * index];
    return new String(arena, start, bounds[3 * index + 1] - start, UTF_8);
  }

  /// Lone surrogates become bytes that are not UTF-8, so that they are found, not replaced.
  private static byte[] bytes(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return new byte[] {(byte) 0xff};
      }
    }
    return text.getBytes(UTF_8);
  }
}

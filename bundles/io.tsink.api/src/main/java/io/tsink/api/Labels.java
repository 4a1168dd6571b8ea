package io.tsink.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The labels of a series or of a query result, sorted by name in unsigned byte order.
///
/// All text lies as UTF-8 in one array: name, value, name, value and so on. Strings are made when
/// asked for and not kept. Names are distinct and not empty, values are not empty. The metric name
/// is the label [#METRIC_NAME]; a query result may lack it.
public final class Labels implements Comparable<Labels> {
  /// The label that holds the metric name.
  public static final String METRIC_NAME = "__name__";

  /// The reserved label that separates tenants; clients may not send it.
  public static final String TENANT = "__tsink_tenant__";

  /// What the metric names of materialised rollups begin with.
  public static final String ROLLUP_PREFIX = "__tsink_rollup__:";

  /// Longest label name, in bytes of UTF-8.
  public static final int MAX_NAME_BYTES = 256;

  /// Longest label value, in bytes of UTF-8.
  public static final int MAX_VALUE_BYTES = 16_384;

  /// Longest canonical identity, in bytes.
  public static final int MAX_IDENTITY_BYTES = 1 << 20;

  private static final Labels EMPTY = new Labels(new byte[0], new int[0]);
  private static final byte[] METRIC_NAME_BYTES = METRIC_NAME.getBytes(UTF_8);

  private final byte[] utf8;

  /// The end of each name and value; a text starts where the one before it ends.
  private final int[] ends;

  /// Takes both arrays; they hold valid, sorted labels.
  Labels(byte[] utf8, int[] ends) {
    this.utf8 = utf8;
    this.ends = ends;
  }

  /// No labels.
  public static Labels empty() {
    return EMPTY;
  }

  /// Labels that are known to be valid: nothing is checked, unlike by a [LabelsBuilder]. For stores
  /// that made sure of them when they came.
  ///
  /// @param utf8 names and values in turn, sorted by name; taken
  /// @param ends the end of each name and value in `utf8`; taken
  public static Labels ofSorted(byte[] utf8, int[] ends) {
    return ends.length == 0 ? EMPTY : new Labels(utf8, ends);
  }

  /// Labels from alternating names and values.
  ///
  /// @throws IllegalArgumentException when they are not valid, see [LabelsBuilder#fault]
  public static Labels of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "%d texts, expected a value for each name".formatted(namesAndValues.length));
    }
    var builder = new LabelsBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      builder.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return valid(builder);
  }

  /// Labels from a map of names to values.
  ///
  /// @throws IllegalArgumentException when they are not valid, see [LabelsBuilder#fault]
  public static Labels of(Map<String, String> map) {
    var builder = new LabelsBuilder();
    map.forEach(builder::add);
    return valid(builder);
  }

  /// A metric name with other labels.
  ///
  /// @throws IllegalArgumentException when they are not valid, see [LabelsBuilder#fault]
  public static Labels of(String metric, Collection<Label> labels) {
    var builder = new LabelsBuilder().add(METRIC_NAME, metric);
    labels.forEach(label -> builder.add(label.name(), label.value()));
    return valid(builder);
  }

  private static Labels valid(LabelsBuilder builder) {
    LabelFault fault = builder.fault();
    if (fault != null) {
      throw new IllegalArgumentException(fault.text());
    }
    return builder.build();
  }

  /// Number of labels.
  public int count() {
    return ends.length / 2;
  }

  public boolean isEmpty() {
    return ends.length == 0;
  }

  /// The name of label `index`, made anew.
  public String name(int index) {
    return text(nameStart(index), nameEnd(index));
  }

  /// The value of label `index`, made anew.
  public String value(int index) {
    return text(nameEnd(index), valueEnd(index));
  }

  /// The value of a label, or null.
  public @Nullable String get(String name) {
    int index = indexOf(name);
    return index < 0 ? null : value(index);
  }

  /// The value of a label, empty when there is none.
  public String getOrEmpty(String name) {
    int index = indexOf(name);
    return index < 0 ? "" : value(index);
  }

  /// The metric name, or null.
  public @Nullable String metric() {
    int index = indexOf(METRIC_NAME_BYTES, 0, METRIC_NAME_BYTES.length);
    return index < 0 ? null : value(index);
  }

  /// The index of a label, or −1.
  public int indexOf(String name) {
    byte[] bytes = name.getBytes(UTF_8);
    return indexOf(bytes, 0, bytes.length);
  }

  /// The index of the label whose name is `bytes[offset, offset + length)`, or −1.
  public int indexOf(byte[] bytes, int offset, int length) {
    int low = 0;
    int high = count() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order =
          Arrays.compareUnsigned(
              utf8, nameStart(middle), nameEnd(middle), bytes, offset, offset + length);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /// Calls `action` with each name and value, in order.
  public void forEach(BiConsumer<? super String, ? super String> action) {
    for (int i = 0; i < count(); i++) {
      action.accept(name(i), value(i));
    }
  }

  /// The labels as a list, in order.
  public List<Label> toList() {
    var list = new ArrayList<Label>(count());
    forEach((name, value) -> list.add(new Label(name, value)));
    return List.copyOf(list);
  }

  /// The array that holds the text; it belongs to this object and must not be changed.
  public byte[] utf8() {
    return utf8;
  }

  /// Where the name of label `index` starts in [#utf8].
  public int nameStart(int index) {
    return index == 0 ? 0 : ends[2 * index - 1];
  }

  /// Where the name of label `index` ends and its value starts in [#utf8].
  public int nameEnd(int index) {
    return ends[2 * index];
  }

  /// Where the value of label `index` ends in [#utf8].
  public int valueEnd(int index) {
    return ends[2 * index + 1];
  }

  /// Length of the canonical identity in bytes: the value of the metric name, then the name and the
  /// value of every other label in order, each as its length in 16 bits, little-endian, and its
  /// UTF-8. A missing metric name counts as empty.
  public int canonicalLength() {
    int metric = indexOf(METRIC_NAME_BYTES, 0, METRIC_NAME_BYTES.length);
    if (metric < 0) {
      return 2 + utf8.length + 2 * ends.length;
    }
    return utf8.length - METRIC_NAME_BYTES.length + 2 * (ends.length - 1);
  }

  /// Writes the canonical identity.
  ///
  /// @param dest has room for [#canonicalLength] bytes from `offset`
  /// @return the end of what was written
  public int writeCanonical(byte[] dest, int offset) {
    int metric = indexOf(METRIC_NAME_BYTES, 0, METRIC_NAME_BYTES.length);
    int at;
    if (metric < 0) {
      at = writeText(0, 0, dest, offset);
    } else {
      at = writeText(nameEnd(metric), valueEnd(metric), dest, offset);
    }
    for (int i = 0; i < count(); i++) {
      if (i != metric) {
        at = writeText(nameStart(i), nameEnd(i), dest, at);
        at = writeText(nameEnd(i), valueEnd(i), dest, at);
      }
    }
    return at;
  }

  private int writeText(int start, int end, byte[] dest, int offset) {
    int length = end - start;
    dest[offset] = (byte) length;
    dest[offset + 1] = (byte) (length >>> 8);
    System.arraycopy(utf8, start, dest, offset + 2, length);
    return offset + 2 + length;
  }

  /// The hash of the canonical identity, xxh64 with seed 0. It is computed at each call.
  public long identityHash() {
    byte[] canonical = new byte[canonicalLength()];
    writeCanonical(canonical, 0);
    return XxHash64.hash(canonical, 0, canonical.length);
  }

  /// These labels without those named.
  public Labels without(String... names) {
    var builder = new LabelsBuilder().addAll(this);
    for (String name : names) {
      builder.remove(name);
    }
    return builder.build();
  }

  /// The order of query results: label by label, names before values, a shorter set first.
  @Override
  public int compareTo(Labels other) {
    int common = Math.min(count(), other.count());
    for (int i = 0; i < common; i++) {
      int order =
          Arrays.compareUnsigned(
              utf8, nameStart(i), nameEnd(i), other.utf8, other.nameStart(i), other.nameEnd(i));
      if (order == 0) {
        order =
            Arrays.compareUnsigned(
                utf8, nameEnd(i), valueEnd(i), other.utf8, other.nameEnd(i), other.valueEnd(i));
      }
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(count(), other.count());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Labels labels
        && Arrays.equals(ends, labels.ends)
        && Arrays.equals(utf8, labels.utf8);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(XxHash64.hash(utf8, 0, utf8.length)) * 31 + Arrays.hashCode(ends);
  }

  /// The labels in the notation of Prometheus, such as `up{job="a"}`; names that need it are
  /// quoted.
  @Override
  public String toString() {
    return LabelNotation.of(this);
  }

  private String text(int start, int end) {
    return new String(utf8, start, end - start, UTF_8);
  }
}

package io.tsink.engine.segment.v1;

import io.tsink.engine.chunk.EncodedColumn;
import java.util.LinkedHashMap;
import java.util.Map;

/// Where the columns written last lie, so that the same column is stored once. Confined.
///
/// Payloads are kept and compared, up to a bound; what was not met for long is forgotten. A payload
/// does not tell how many rows it has: times of a fixed step begin alike however many they are. So
/// columns are the same only if they have the same number of rows.
final class SharedColumns {

  private static final long MAX_BYTES = 16L << 20;
  private static final int ENTRY_BYTES = 256;

  private final LinkedHashMap<Key, Place> places = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  private record Key(int rows, int length, int crc) {}

  private record Place(EncodedColumn column, long offset) {}

  /// The offset of the same column, or −1.
  long find(EncodedColumn column, int rows) {
    Place place = places.get(key(column, rows));
    return place != null && place.column().sameBytes(column) ? place.offset() : -1;
  }

  void add(EncodedColumn column, int rows, long offset) {
    Place old = places.put(key(column, rows), new Place(column, offset));
    bytes += size(column) - (old == null ? 0 : size(old.column()));
    while (bytes > MAX_BYTES) {
      Map.Entry<Key, Place> eldest = places.pollFirstEntry();
      bytes -= size(eldest.getValue().column());
    }
  }

  private static long size(EncodedColumn column) {
    return (long) column.length() + ENTRY_BYTES;
  }

  private static Key key(EncodedColumn column, int rows) {
    return new Key(rows, column.length(), column.crc());
  }
}

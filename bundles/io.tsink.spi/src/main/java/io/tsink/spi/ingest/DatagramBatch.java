package io.tsink.spi.ingest;

import java.net.SocketAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Packets that arrived one after the other. Confined and reusable: the host fills it, the protocol
/// reads it, and everything in it is borrowed until [DatagramProtocol#datagrams] returns.
public final class DatagramBatch {
  private byte[] bytes = new byte[1 << 16];
  private int used;
  private int count;
  private int[] ends = new int[64];
  private long[] times = new long[64];
  private @Nullable SocketAddress[] peers = new SocketAddress[64];

  /// Returns the number of packets.
  public int count() {
    return count;
  }

  /// Returns the array that holds all packets.
  public byte[] bytes() {
    return bytes;
  }

  /// Returns where a packet starts in [#bytes].
  public int offset(int packet) {
    return packet == 0 ? 0 : ends[packet - 1];
  }

  /// Returns the length of a packet.
  public int length(int packet) {
    return ends[packet] - offset(packet);
  }

  /// Returns when a packet arrived, in milliseconds since 1970-01-01T00:00Z.
  public long receivedAt(int packet) {
    return times[packet];
  }

  /// Returns where a packet came from, or null when that is not known.
  public @Nullable SocketAddress peer(int packet) {
    return peers[packet];
  }

  /// Drops all packets; room stays.
  public void clear() {
    Arrays.fill(peers, 0, count, null);
    used = 0;
    count = 0;
  }

  /// Adds a packet, which is copied.
  ///
  /// @param receivedAt in milliseconds since 1970-01-01T00:00Z
  public void add(
      byte[] source, int offset, int length, @Nullable SocketAddress peer, long receivedAt) {
    if (bytes.length - used < length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, used + length));
    }
    if (ends.length == count) {
      ends = Arrays.copyOf(ends, 2 * count);
      times = Arrays.copyOf(times, 2 * count);
      peers = Arrays.copyOf(peers, 2 * count);
    }
    System.arraycopy(source, offset, bytes, used, length);
    used += length;
    ends[count] = used;
    times[count] = receivedAt;
    peers[count] = peer;
    count++;
  }
}

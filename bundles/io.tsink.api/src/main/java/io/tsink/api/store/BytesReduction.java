package io.tsink.api.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.DataPoint;
import io.tsink.api.Utf8;
import io.tsink.api.Value;
import io.tsink.api.ValueKind;
import org.jspecify.annotations.Nullable;

/// An aggregation of byte strings that the caller brought.
final class BytesReduction<T> implements Reduction {
  private final BytesDecoder<T> decoder;
  private final BytesFold<T> fold;
  private ValueKind kind = ValueKind.BYTES;
  private @Nullable T folded;
  private long lastTime;

  BytesReduction(BytesDecoder<T> decoder, BytesFold<T> fold) {
    this.decoder = decoder;
    this.fold = fold;
  }

  @Override
  public void add(Block block, int from, int to) {
    kind = block.kind();
    if (kind != ValueKind.BYTES && kind != ValueKind.STRING) {
      throw new StorageException(
          ErrorKind.UNSUPPORTED_AGGREGATION,
          "a fold over bytes of %s samples, expected BYTES or STRING".formatted(kind));
    }
    for (int i = from; i < to; i++) {
      T next = decoder.decode(block.bytes().copyOf(i));
      folded = folded == null ? next : fold.fold(folded, next);
      lastTime = block.times()[i];
    }
  }

  @Override
  public @Nullable DataPoint take() {
    T result = folded;
    folded = null;
    if (result == null) {
      return null;
    }
    return new DataPoint(lastTime, value(decoder.encode(result)));
  }

  private Value value(byte[] bytes) {
    if (kind == ValueKind.BYTES) {
      return new Value.Bytes(bytes);
    }
    if (!Utf8.valid(bytes, 0, bytes.length)) {
      throw new StorageException(
          ErrorKind.INVALID_ARGUMENT, "the fold of STRING samples gave bytes that are not UTF-8");
    }
    return new Value.Text(new String(bytes, UTF_8));
  }
}

/// Codecs for whole numbers. This is their format, version 1.
///
/// **ZigZagDeltaBitpackI64** codes signed values and start timestamps, **DeltaBitpackU64** unsigned
/// values and sequences. Both are [io.tsink.spi.codec.LongCodec]s whose payload is exactly one
/// column of [io.tsink.spi.codec.PackedLongs], where the grammar is. Anything behind it is corrupt.
@NullMarked
package io.tsink.codec.integers;

import org.jspecify.annotations.NullMarked;

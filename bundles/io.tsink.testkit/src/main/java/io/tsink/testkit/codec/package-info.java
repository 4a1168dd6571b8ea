/// What every codec must do, as tests that a codec's author inherits.
///
/// A proof is a class of a few lines that extends the contract of its form of column and makes the
/// codec, and a resource with the payload of the golden column for each format version that the
/// codec reads.
///
/// ```java
/// final class GorillaXorF64Test extends DoubleCodecContract {
///   @Override
///   protected DoubleCodec codec() {
///     return new GorillaXorF64();
///   }
/// }
/// ```
///
/// The contracts share [ColumnContract][io.tsink.testkit.codec.ColumnContract]: round trips of
/// columns of 1…65,535 rows with every extreme, all ranges, bounds, equal bytes on every thread,
/// allocation, damaged payloads, writes outside the range, golden payloads, registration, and class
/// loaders that go away. A column that a codec says it cannot code is passed over; a codec that
/// codes none fails.
@Export
@NullMarked
@Version("1.0.0")
package io.tsink.testkit.codec;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/// Proof of tier back ends, and back ends to prove others with.
///
/// A back end is proved by a class of ten lines that extends
/// [TierBackendContract][io.tsink.testkit.tier.TierBackendContract]. What uses a tier is tested
/// with a [MemoryTier][io.tsink.testkit.tier.MemoryTier], wrapped in a
/// [FaultyTier][io.tsink.testkit.tier.FaultyTier] where it must survive failures.
@Export
@NullMarked
@Version("1.0.0")
package io.tsink.testkit.tier;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

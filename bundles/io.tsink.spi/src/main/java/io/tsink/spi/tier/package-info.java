/// The contract between the engine and a tier back end: a place where objects are kept.
///
/// An *object* is an immutable run of bytes under a [TierKey][io.tsink.spi.tier.TierKey]. A
/// [TierBackendFactory][io.tsink.spi.tier.TierBackendFactory] is the service that a plugin
/// registers; the engine opens named [TierBackend][io.tsink.spi.tier.TierBackend]s from it, each
/// with its own options: a directory, a bucket.
///
/// A back end knows nothing of segments, series, caches or retention. The order of a move between
/// tiers (data, verify, manifest if absent, registry, local delete), caching, and what to do about
/// an object that is missing or damaged are the engine's.
///
/// **Immutable objects.** The engine writes a key once, with
/// [ifAbsent][io.tsink.spi.tier.PutCondition#ifAbsent]; the few keys that are rewritten, manifests,
/// are replaced with [ifMatch][io.tsink.spi.tier.PutCondition#ifMatch]. An object is visible whole
/// or not at all: readers and listings never see a part of one.
///
/// **Checksums** go end to end: the writer states a CRC-32C and a SHA-256 of the content, the back
/// end verifies what it can and says which, and the reader verifies again.
///
/// **Blocking.** All operations block, on virtual threads, and take a
/// [TierCall][io.tsink.spi.tier.TierCall] with the deadline, which a back end never extends.
/// Retries happen inside the deadline and never apply an operation twice. Failures are
/// [TierException][io.tsink.spi.tier.TierException]s; nothing else is thrown, save for misuse.
///
/// **Traits.** What a back end really offers is observed by
/// [probe][io.tsink.spi.tier.TierBackend#probe]; an operation that needs a missing trait fails as
/// `INVALID` and changes nothing.
@Export
@NullMarked
@Version("1.0.0")
package io.tsink.spi.tier;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

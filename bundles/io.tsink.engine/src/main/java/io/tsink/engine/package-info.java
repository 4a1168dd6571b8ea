/// The storage engine: an [io.tsink.api.store.Storage] over a directory, or in memory.
///
/// [Engine#open] returns at once; the store is `STARTING` until what lies in the directory is read
/// back, see [Engine#awaitReady]. [EngineOptions] says how it behaves, [EngineCodecs] which codecs
/// it has.
@Export
@NullMarked
@Version("1.0.0")
package io.tsink.engine;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

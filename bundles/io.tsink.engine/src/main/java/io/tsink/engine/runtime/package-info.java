/// What every running store needs: routing to shards, supervised threads, its life cycle, its
/// budget of memory, permits to write, and the numbering of commits.
///
/// All types are thread-safe and know nothing of samples.
@NullMarked
package io.tsink.engine.runtime;

import org.jspecify.annotations.NullMarked;

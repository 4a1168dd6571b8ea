/// From memory to files: what is due is sealed, sealed chunks become segments, and the log is
/// trimmed.
///
/// A flush saves first what lives in the log besides samples: the catalogue of series, deletions,
/// keys of requests, exemplars and metadata ([Checkpoint]). Then it writes the segment, which
/// carries the mark up to which the log is not needed, and publishes it. At a crash in between, the
/// log is replayed from the mark of the newest segment that is there.
@NullMarked
package io.tsink.engine.flush;

import org.jspecify.annotations.NullMarked;

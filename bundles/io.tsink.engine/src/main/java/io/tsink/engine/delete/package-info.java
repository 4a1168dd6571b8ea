/// Deleting: tombstones for the series of a selection, logged as one frame and visible in one step.
@NullMarked
package io.tsink.engine.delete;

import org.jspecify.annotations.NullMarked;

/// Benchmarks of the way of a batch into the engine.
@NullMarked
package io.tsink.benchmarks.engine.ingest;

import org.jspecify.annotations.NullMarked;

/// What a series costs: the live heap of an engine with many series, and the processor time of a
/// new one.
@NullMarked
package io.tsink.benchmarks.memory;

import org.jspecify.annotations.NullMarked;

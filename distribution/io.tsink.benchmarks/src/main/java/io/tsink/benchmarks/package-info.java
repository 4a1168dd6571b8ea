/// What the benchmarks of whole programs have in common: options, latencies, the space on disk, and
/// the report.
@NullMarked
package io.tsink.benchmarks;

import org.jspecify.annotations.NullMarked;

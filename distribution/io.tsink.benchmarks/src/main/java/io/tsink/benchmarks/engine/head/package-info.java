/// Benchmarks of reads from memory.
@NullMarked
package io.tsink.benchmarks.engine.head;

import org.jspecify.annotations.NullMarked;

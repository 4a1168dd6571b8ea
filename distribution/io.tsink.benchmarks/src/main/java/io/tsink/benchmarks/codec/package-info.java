/// Benchmarks of the codecs.
@NullMarked
package io.tsink.benchmarks.codec;

import org.jspecify.annotations.NullMarked;

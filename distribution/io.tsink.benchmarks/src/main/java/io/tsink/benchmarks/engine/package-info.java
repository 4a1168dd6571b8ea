/// Load on an engine in this process. The packages below mirror those of the engine.
@NullMarked
package io.tsink.benchmarks.engine;

import org.jspecify.annotations.NullMarked;

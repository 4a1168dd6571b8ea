/// Load on a whole server by remote write, with requests that are ready before the clock starts.
///
/// What is asked of the server's process is read from the outside, so any server that takes remote
/// write can be loaded.
@NullMarked
package io.tsink.benchmarks.load;

import org.jspecify.annotations.NullMarked;

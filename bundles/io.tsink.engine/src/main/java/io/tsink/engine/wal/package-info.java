/// The write-ahead log.
@NullMarked
package io.tsink.engine.wal;

import org.jspecify.annotations.NullMarked;

/// The archive as a process, with real clients.
///
/// Each test starts the server of the unpacked archive on a port that the system chooses, with a
/// data folder of its own and a small heap, and ends every process that it started. So the classes
/// run beside each other.
@NullMarked
package io.tsink.itests.server;

import org.jspecify.annotations.NullMarked;

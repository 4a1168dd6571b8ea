package io.tsink.testkit.codec;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// What this thread has allocated.
final class Allocation {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocation() {}

  static long bytes() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }
}

package io.tsink.ingest;

import io.tsink.api.store.AppendContext;
import io.tsink.spi.ingest.HttpProtocol;
import io.tsink.spi.ingest.HttpRoute;
import io.tsink.spi.ingest.Protocol;
import io.tsink.spi.ingest.ProtocolInstance;
import io.tsink.spi.ingest.ProtocolState;
import io.tsink.spi.ingest.StatefulProtocol;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An instance at work and the calls into it. Thread-safe.
///
/// It is *open*, then *leaving* (calls under way end, none begins), then *closed*.
final class OpenProtocol {
  private static final Logger LOG = LoggerFactory.getLogger(OpenProtocol.class);
  private static final Duration CANCEL_GRACE = Duration.ofSeconds(1);

  private final InstanceHost host;
  private final ProtocolInstance instance;
  private final List<HttpRoute> routes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private final Set<Lease> leases = new HashSet<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private boolean leaving;
  private volatile @Nullable ProtocolState state;

  private OpenProtocol(InstanceHost host, ProtocolInstance instance, List<HttpRoute> routes) {
    this.host = host;
    this.instance = instance;
    this.routes = routes;
  }

  /// Opens an instance; what it throws is thrown after everything begun was undone.
  static OpenProtocol open(Protocol protocol, InstanceHost host) {
    ProtocolInstance instance = null;
    try {
      instance = protocol.open(host);
      List<HttpRoute> routes =
          instance instanceof HttpProtocol http ? List.copyOf(http.routes()) : List.of();
      host.start();
      return new OpenProtocol(host, instance, routes);
    } catch (RuntimeException e) {
      if (instance != null) {
        instance.close();
      }
      host.close();
      throw e;
    }
  }

  String name() {
    return host.name();
  }

  ProtocolInstance instance() {
    return instance;
  }

  List<HttpRoute> routes() {
    return routes;
  }

  InstanceHost host() {
    return host;
  }

  boolean stateful() {
    return instance instanceof StatefulProtocol;
  }

  AppenderSink sink(AppendContext context) {
    return host.sink(context);
  }

  /// Begins a call, or returns null when the instance is leaving.
  @Nullable Lease enter(@Nullable HttpRoute route) {
    lock.lock();
    try {
      if (leaving) {
        return null;
      }
      var lease = new Lease(this, route);
      leases.add(lease);
      return lease;
    } finally {
      lock.unlock();
    }
  }

  void exit(Lease lease) {
    lock.lock();
    try {
      leases.remove(lease);
      if (leases.isEmpty()) {
        idle.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Begins to leave: a thread of its own waits for the calls under way, has the last flush and the
  /// snapshot done and closes the instance. A second call does nothing.
  ///
  /// @param within after which calls under way are ended by force
  void leave(Duration within) {
    lock.lock();
    try {
      if (leaving) {
        return;
      }
      leaving = true;
    } finally {
      lock.unlock();
    }
    Thread.ofVirtual().name("tsink-drain-" + name()).start(() -> drain(within));
  }

  /// Waits for the end of [#leave], with a bound, and tells whether it was reached.
  boolean awaitClosed(Duration within) {
    try {
      return closed.await(
          within.plus(CANCEL_GRACE.multipliedBy(2)).toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Returns what the instance left behind, null when it keeps nothing.
  @Nullable ProtocolState state() {
    return state;
  }

  private void drain(Duration within) {
    try {
      if (!awaitIdle(within)) {
        int canceled = cancelAll();
        LOG.warn("Ended calls into a protocol that left by force: {} {}", canceled, name());
        if (!awaitIdle(CANCEL_GRACE)) {
          LOG.warn("Calls into a protocol that left do not end: {}", name());
        }
      }
      host.stop();
      if (instance instanceof StatefulProtocol stateful) {
        state = host.bounded(stateful.snapshot());
      }
    } catch (RuntimeException e) {
      LOG.error("A protocol that left lost its state: {}", name(), e);
    } finally {
      close();
    }
  }

  private void close() {
    try {
      instance.close();
    } catch (RuntimeException e) {
      LOG.error("A protocol that left did not close: {}", name(), e);
    } finally {
      host.close();
      closed.countDown();
    }
  }

  private boolean awaitIdle(Duration within) {
    long left = within.toNanos();
    lock.lock();
    try {
      while (!leases.isEmpty()) {
        if (left <= 0) {
          return false;
        }
        left = idle.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException _) {
      return false;
    } finally {
      lock.unlock();
    }
  }

  private int cancelAll() {
    List<Lease> left;
    lock.lock();
    try {
      left = List.copyOf(leases);
    } finally {
      lock.unlock();
    }
    left.forEach(Lease::cancel);
    return left.size();
  }
}

package io.tsink.ingest;

import io.tsink.api.store.AppendContext;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.IdempotencyKey;
import io.tsink.spi.ingest.DatagramProtocol;
import io.tsink.spi.ingest.HttpProtocol;
import io.tsink.spi.ingest.HttpRoute;
import io.tsink.spi.ingest.ProtocolInstance;
import io.tsink.spi.ingest.SampleSink;
import io.tsink.spi.ingest.StreamProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One call into a protocol instance, which stays open until the lease is closed or the drain
/// deadline has passed. Confined to the thread that took it.
public final class Lease implements AutoCloseable {
  private final OpenProtocol open;
  private final @Nullable HttpRoute route;
  private final Thread holder;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<AppenderSink> sinks = new ArrayList<>(1);
  private boolean canceled;
  private boolean closed;

  Lease(OpenProtocol open, @Nullable HttpRoute route) {
    this.open = open;
    this.route = route;
    this.holder = Thread.currentThread();
  }

  /// Returns the name of the protocol.
  public String protocol() {
    return open.name();
  }

  /// Returns the route to hand to the instance: it is the successor's when the request had to wait.
  ///
  /// @throws IllegalStateException when the lease is not for a route
  public HttpRoute route() {
    if (route == null) {
      throw new IllegalStateException("this lease is not for a request");
    }
    return route;
  }

  /// Returns the instance as one that answers HTTP requests.
  public HttpProtocol http() {
    return as(HttpProtocol.class);
  }

  /// Returns the instance as one that reads connections.
  public StreamProtocol stream() {
    return as(StreamProtocol.class);
  }

  /// Returns the instance as one that reads packets.
  public DatagramProtocol datagram() {
    return as(DatagramProtocol.class);
  }

  private <T extends ProtocolInstance> T as(Class<T> type) {
    return type.cast(open.instance());
  }

  /// Opens a sink, which is closed with the lease.
  public SampleSink sink(AppendContext context) {
    return sink(context, null);
  }

  /// Opens a sink whose batches are recognised when they are sent again: the first flush carries
  /// the key.
  public SampleSink sink(AppendContext context, @Nullable IdempotencyKey key) {
    AppenderSink sink = open.sink(context);
    if (key != null) {
      sink.options(CommitOptions.defaults().withIdempotencyKey(key));
    }
    lock.lock();
    try {
      sinks.add(sink);
      if (canceled) {
        sink.cancel();
      }
    } finally {
      lock.unlock();
    }
    return sink;
  }

  /// Ends the call by force: its sinks store nothing more, its thread is interrupted.
  void cancel() {
    lock.lock();
    try {
      if (!closed) {
        canceled = true;
        sinks.forEach(AppenderSink::cancel);
        holder.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Ends the call; rows that were not flushed are discarded.
  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
    } finally {
      lock.unlock();
    }
    try {
      sinks.forEach(AppenderSink::close);
    } finally {
      open.exit(this);
    }
  }
}

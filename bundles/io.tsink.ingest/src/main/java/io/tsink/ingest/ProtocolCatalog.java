package io.tsink.ingest;

import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.HealthItem;
import io.tsink.api.store.StorageException;
import io.tsink.spi.ingest.HttpRoute;
import io.tsink.spi.ingest.Protocol;
import io.tsink.spi.option.OptionException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which protocols there are, and which instance of each takes new work. Thread-safe.
///
/// Of several services of one name the one with the highest ranking is open; of equal ones the one
/// that came last. What changes becomes visible as a whole, in a new [RouteTable].
///
/// **Swap without a gap.** A service that goes leaves the table first; [#unbind] then waits,
/// bounded and without a lock, until calls under way have ended and the instance is closed.
/// Meanwhile its routes stay in the table without an instance: requests on them wait for the
/// successor, until a deadline that counts *from the departure*, and only so many at once. Others,
/// and all after the deadline, are answered at once with 503 and `Retry-After`. When a better
/// service comes while the old one is there, the new one is opened first; only if the old one is
/// stateful does the new one wait until the old one has left its state.
///
/// No code of a plugin runs while the lock is held.
public final class ProtocolCatalog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProtocolCatalog.class);

  private final ProtocolOpener opener;
  private final IngestOptions options;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final List<Consumer<RouteTable>> listeners = new ArrayList<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Place> places = new LinkedHashMap<>();
  private int parked;
  private boolean closed;
  private volatile RouteTable routes = RouteTable.EMPTY;

  ProtocolCatalog(
      ProtocolOpener opener, IngestOptions options, InstantSource clock, LongSupplier nanoTime) {
    this.opener = opener;
    this.options = options;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /// Takes in a service and opens it when it is the best of its name.
  ///
  /// An instance that cannot be opened shows in [#health]; the next best one is opened instead.
  ///
  /// @param ranking higher ones take the work
  public void bind(Protocol service, int ranking) {
    String name = service.name();
    Place place;
    lock.lock();
    try {
      if (closed) {
        return;
      }
      place = place(name);
      place.add(new Offer(service, ranking, null));
    } finally {
      lock.unlock();
    }
    settle(place, false);
  }

  /// Binds the services that a class loader finds, once; for use without a framework.
  public void bindAll(ClassLoader loader) {
    for (Protocol service : ServiceLoader.load(Protocol.class, loader)) {
      bind(service, 0);
    }
  }

  /// Lets a service go. When this returns, its instance is closed, or the drain deadline has
  /// passed.
  public void unbind(Protocol service) {
    String name = service.name();
    Place place;
    Offer offer;
    lock.lock();
    try {
      place = places.get(name);
      offer = place == null ? null : place.remove(service);
      if (place == null || offer == null) {
        return;
      }
    } finally {
      lock.unlock();
    }
    settle(place, true);
    awaitGone(place, offer);
  }

  /// Sets the options of a protocol, as an operator has given them. An instance that is open is
  /// replaced by one with the new options.
  public void configure(String protocol, Map<String, ?> given) {
    Place place;
    lock.lock();
    try {
      place = place(protocol);
      place.configure(given);
    } finally {
      lock.unlock();
    }
    settle(place, false);
  }

  /// Returns the routes as they are now.
  public RouteTable routes() {
    return routes;
  }

  /// Has a listener called with the table, now and whenever it changed, one call at a time for each
  /// change but not always in order; the newest is in [#routes].
  public void onChange(Consumer<RouteTable> listener) {
    lock.lock();
    try {
      listeners.add(listener);
    } finally {
      lock.unlock();
    }
    listener.accept(routes);
  }

  /// Begins a request. While the protocol is away this waits for its successor.
  ///
  /// @throws StorageException of kind `NOT_READY` when no successor came in time, `NOT_FOUND` when
  ///     the successor has no such route
  public Lease enter(RouteTable.Target target) {
    OpenProtocol open = target.open();
    Lease lease = open == null ? null : open.enter(target.route());
    return lease != null ? lease : enterSuccessor(target.protocol(), target);
  }

  /// Begins a call that is no request, such as a connection.
  ///
  /// @throws StorageException of kind `NOT_READY` when there is no such protocol
  public Lease enter(String protocol) {
    return enterSuccessor(protocol, null);
  }

  private Lease enterSuccessor(String protocol, RouteTable.@Nullable Target target) {
    lock.lock();
    try {
      while (true) {
        Place place = places.get(protocol);
        OpenProtocol open = place == null ? null : place.open;
        if (open != null) {
          Lease lease = open.enter(successorRoute(target));
          if (lease != null) {
            return lease;
          }
        }
        long left = place == null ? 0 : patience(place);
        if (left <= 0 || parked >= options.maxParked()) {
          throw new StorageException(
              ErrorKind.NOT_READY, "protocol %s is not there at the moment".formatted(protocol));
        }
        parked++;
        try {
          var _ = changed.awaitNanos(left);
        } finally {
          parked--;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new StorageException(
          ErrorKind.CANCELED, "the wait for protocol %s was interrupted".formatted(protocol));
    } finally {
      lock.unlock();
    }
  }

  /// How long a request may wait for a successor, in nanoseconds.
  private long patience(Place place) {
    return place.departed && !closed ? place.awayUntil - nanoTime.getAsLong() : 0;
  }

  private @Nullable HttpRoute successorRoute(RouteTable.@Nullable Target target) {
    if (target == null) {
      return null;
    }
    RouteTable.Target successor = routes.successor(target);
    if (successor == null) {
      throw new StorageException(
          ErrorKind.NOT_FOUND,
          "protocol %s no longer answers %s".formatted(target.protocol(), target.route()));
    }
    return successor.route();
  }

  /// Returns one item for each protocol.
  public List<HealthItem> health() {
    lock.lock();
    try {
      return places.values().stream().flatMap(place -> place.health().stream()).toList();
    } finally {
      lock.unlock();
    }
  }

  /// Returns what a protocol refused lately, empty when it is away.
  public List<RejectLog.Entry> rejects(String protocol) {
    OpenProtocol open;
    lock.lock();
    try {
      Place place = places.get(protocol);
      open = place == null ? null : place.open;
    } finally {
      lock.unlock();
    }
    return open == null ? List.of() : open.host().rejectLog().entries();
  }

  /// Lets all services go and refuses further requests at once.
  @Override
  public void close() {
    List<Place> all;
    lock.lock();
    try {
      closed = true;
      all = List.copyOf(places.values());
      all.forEach(place -> place.offers.clear());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    for (Place place : all) {
      settle(place, true);
    }
  }

  private Place place(String name) {
    return places.computeIfAbsent(name, each -> new Place(each, clock));
  }

  // Settling: opening and closing instances until the best offer is the open one. One thread at a
  // time does it for a place; others that change the place meanwhile leave it to that thread.

  private void settle(Place place, boolean mayWait) {
    while (true) {
      Step step;
      lock.lock();
      try {
        step = place.nextStep();
        if (step == null) {
          changed.signalAll();
          return;
        }
        if (step.leavesFirst()) {
          place.depart(nanoTime.getAsLong() + options.swapDeadline().toNanos());
          publish();
        }
      } finally {
        lock.unlock();
      }
      notifyListeners();
      if (step.leavesFirst() && !mayWait) {
        Thread.ofVirtual()
            .name("tsink-swap-" + place.name)
            .start(
                () -> {
                  perform(place, step);
                  settle(place, true);
                });
        return;
      }
      perform(place, step);
    }
  }

  private void perform(Place place, Step step) {
    OpenProtocol old = step.old();
    if (step.leavesFirst() && old != null) {
      old.leave(options.drainDeadline());
      var _ = old.awaitClosed(options.drainDeadline());
      lock.lock();
      try {
        place.state = old.state();
      } finally {
        lock.unlock();
      }
    }
    OpenProtocol fresh = step.best() == null ? null : open(place, step.best());
    lock.lock();
    try {
      place.settled(step, fresh);
      publish();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    notifyListeners();
    if (fresh != null && old != null) {
      old.leave(options.drainDeadline());
    }
  }

  private @Nullable OpenProtocol open(Place place, Offer offer) {
    try {
      OpenProtocol fresh = opener.open(offer.service, place.given, place.state);
      LOG.info("Opened protocol {}", place.name);
      offer.open = fresh;
      return fresh;
    } catch (OptionException e) {
      offer.fault = "its options are not valid: " + e.getMessage();
    } catch (RuntimeException e) {
      offer.fault = "it could not be opened: " + e.getMessage();
      LOG.error("Protocol could not be opened: {}", place.name, e);
    }
    return null;
  }

  private void awaitGone(Place place, Offer offer) {
    long left = options.drainDeadline().multipliedBy(2).toNanos();
    lock.lock();
    try {
      while (place.active == offer && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    awaitClosed(place, offer.open);
    awaitClosed(place, offer.earlier);
  }

  private void awaitClosed(Place place, @Nullable OpenProtocol open) {
    if (open != null && !open.awaitClosed(options.drainDeadline())) {
      LOG.warn("Protocol did not end within its deadline: {}", place.name);
    }
  }

  /// Makes a new table of all places; a route that an earlier place has is left out.
  private void publish() {
    var targets = new ArrayList<RouteTable.Target>();
    for (Place place : places.values()) {
      place.collision = null;
      for (HttpRoute route : place.routes) {
        RouteTable.Target other = collision(targets, route);
        if (other == null) {
          targets.add(new RouteTable.Target(place.name, route, place.open));
        } else {
          place.collision = "route %s belongs to protocol %s".formatted(route, other.protocol());
        }
      }
    }
    routes = new RouteTable(targets);
  }

  private static RouteTable.@Nullable Target collision(
      List<RouteTable.Target> targets, HttpRoute route) {
    for (RouteTable.Target each : targets) {
      if (RouteTable.collide(each.route(), route)) {
        return each;
      }
    }
    return null;
  }

  private void notifyListeners() {
    List<Consumer<RouteTable>> all;
    lock.lock();
    try {
      all = List.copyOf(listeners);
    } finally {
      lock.unlock();
    }
    RouteTable table = routes;
    all.forEach(listener -> listener.accept(table));
  }
}

package io.tsink.ingest;

import io.tsink.api.store.HealthItem;
import io.tsink.spi.ingest.HttpRoute;
import io.tsink.spi.ingest.Protocol;
import io.tsink.spi.ingest.ProtocolState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the catalogue knows of one name: its services and the instance at work. Guarded by the
/// catalogue's lock. It stays when the last service has gone and then holds nothing of a plugin.
final class Place {
  final String name;
  private final InstantSource clock;

  /// Services, the best first.
  final List<Offer> offers = new ArrayList<>();

  Map<String, ?> given = Map.of();
  @Nullable Offer active;
  @Nullable OpenProtocol open;
  List<HttpRoute> routes = List.of();
  @Nullable ProtocolState state;
  @Nullable String collision;

  /// Whether an instance has been there and left, so that a successor may come.
  boolean departed;

  /// Until when requests wait after that, in nanoseconds of the catalogue's clock.
  long awayUntil;

  private Instant since;
  private boolean settling;

  Place(String name, InstantSource clock) {
    this.name = name;
    this.clock = clock;
    this.since = clock.instant();
  }

  void add(Offer offer) {
    int at = 0;
    while (at < offers.size() && offers.get(at).ranking > offer.ranking) {
      at++;
    }
    offers.add(at, offer);
  }

  @Nullable Offer remove(Protocol service) {
    for (Offer offer : offers) {
      if (offer.serves(service)) {
        offers.remove(offer);
        return offer;
      }
    }
    return null;
  }

  /// Takes new options; every service is as good as new with them.
  void configure(Map<String, ?> options) {
    given = Map.copyOf(options);
    offers.replaceAll(offer -> new Offer(offer.service, offer.ranking, offer.open));
  }

  /// Returns what is to be done next, which the caller then does and reports by [#settled], or null
  /// when nothing is or somebody else does it.
  @Nullable Step nextStep() {
    Offer best = best();
    if (settling || best == active) {
      return null;
    }
    settling = true;
    OpenProtocol old = open;
    boolean oldStays = active != null && serves(active.service);
    return new Step(old, best, old != null && (best == null || old.stateful() || !oldStays));
  }

  private @Nullable Offer best() {
    for (Offer offer : offers) {
      if (offer.fault == null) {
        return offer;
      }
    }
    return null;
  }

  private boolean serves(Protocol service) {
    return offers.stream().anyMatch(offer -> offer.serves(service));
  }

  /// Takes the instance out of the routing.
  void depart(long until) {
    open = null;
    departed = true;
    awayUntil = until;
    since = clock.instant();
  }

  /// Takes note of a step that was done. When a better service could not be opened beside the old
  /// one, that stays.
  void settled(Step step, @Nullable OpenProtocol fresh) {
    settling = false;
    if (fresh == null && step.best() != null && !step.leavesFirst()) {
      return;
    }
    open = fresh;
    active = fresh == null ? null : step.best();
    if (fresh != null) {
      routes = fresh.routes();
      state = null;
      departed = false;
    }
    since = clock.instant();
  }

  List<HealthItem> health() {
    String component = InstanceHealth.component(name);
    var items = new ArrayList<HealthItem>();
    if (collision != null) {
      items.add(
          new HealthItem(
              component,
              HealthItem.Status.DEGRADED,
              "route-taken",
              collision,
              "Remove one of the two protocols.",
              since));
    }
    for (Offer offer : offers) {
      if (offer.fault != null) {
        items.add(
            new HealthItem(
                component,
                HealthItem.Status.FAILED,
                "not-opened",
                "protocol %s: %s".formatted(name, offer.fault),
                "Correct its options or replace the plugin.",
                since));
      }
    }
    if (open != null) {
      items.add(open.host().report().item());
    } else if (items.isEmpty()) {
      items.add(
          new HealthItem(
              component,
              HealthItem.Status.DEGRADED,
              "away",
              "no plugin for protocol %s is there".formatted(name),
              "Install the plugin again, or restart the server to forget it.",
              since));
    }
    return items;
  }
}

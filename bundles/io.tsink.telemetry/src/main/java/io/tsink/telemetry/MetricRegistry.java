package io.tsink.telemetry;

import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// All metrics of one program.
///
/// Two scopes may register the same series: they then share it, so a plugin's successor goes on
/// counting where its predecessor, still draining, also counts. The series leaves with its last
/// scope. Lock order: `lock` is innermost; no code of others runs while it is held.
public final class MetricRegistry {
  private final ReentrantLock lock = new ReentrantLock();
  private final TreeMap<String, Family> families = new TreeMap<>();
  private final List<Collector> collectors = new CopyOnWriteArrayList<>();

  /// A family and its series.
  private record Family(Kind kind, String help, TreeMap<Labels, Slot> series) {}

  /// A series and how many scopes hold it.
  private record Slot(Instrument instrument, int holders) {}

  /// One scope's hold on one series.
  record Hold(String name, Labels labels, Instrument instrument) {}

  /// One series as an exposition finds it.
  private record Present(String name, Family family, Labels labels, Instrument instrument) {}

  /// Opens a scope.
  ///
  /// @param prefix begins every name, without a last underscore: `tsink_http`
  public MetricScope scope(String prefix) {
    return new MetricScope(this, prefix);
  }

  /// Returns everything registered and collected, in the text format 0.0.4.
  public String exposition() {
    Exposition out = new Exposition();
    for (Present series : present()) {
      Family family = series.family();
      out.add(series.name(), family.kind(), family.help(), series.labels(), series.instrument());
    }
    collectors.forEach(collector -> collector.collect(out));
    return out.text();
  }

  private List<Present> present() {
    lock.lock();
    try {
      return families.entrySet().stream()
          .flatMap(
              family ->
                  family.getValue().series().entrySet().stream()
                      .map(
                          series ->
                              new Present(
                                  family.getKey(),
                                  family.getValue(),
                                  series.getKey(),
                                  series.getValue().instrument())))
          .toList();
    } finally {
      lock.unlock();
    }
  }

  /// Registers or shares a counter, gauge or histogram.
  <I extends Instrument> Hold share(
      String name, Kind kind, String help, Labels labels, Class<I> type, Supplier<I> create) {
    lock.lock();
    try {
      Family family = family(name, kind, help);
      Slot slot = family.series().get(labels);
      if (slot != null && !type.isInstance(slot.instrument())) {
        throw new IllegalArgumentException(
            "series %s of family %s is already read from elsewhere"
                .formatted(labels.pairs(), name));
      }
      Instrument instrument = slot == null ? create.get() : slot.instrument();
      family.series().put(labels, new Slot(instrument, slot == null ? 1 : slot.holders() + 1));
      return new Hold(name, labels, instrument);
    } finally {
      lock.unlock();
    }
  }

  /// Registers a reading, in place of the one an earlier scope registered.
  Hold replace(String name, Kind kind, String help, Labels labels, Instrument.Reading reading) {
    lock.lock();
    try {
      Family family = family(name, kind, help);
      Slot slot = family.series().get(labels);
      if (slot != null && !(slot.instrument() instanceof Instrument.Reading)) {
        throw new IllegalArgumentException(
            "series %s of family %s is already counted".formatted(labels.pairs(), name));
      }
      family.series().put(labels, new Slot(reading, 1));
      return new Hold(name, labels, reading);
    } finally {
      lock.unlock();
    }
  }

  @SuppressWarnings("ReferenceEquality") // the very instrument held, not one like it
  void release(Hold hold) {
    lock.lock();
    try {
      Family family = families.get(hold.name());
      Slot slot = family == null ? null : family.series().get(hold.labels());
      if (family == null || slot == null || slot.instrument() != hold.instrument()) {
        return;
      }
      if (slot.holders() > 1) {
        family.series().put(hold.labels(), new Slot(slot.instrument(), slot.holders() - 1));
        return;
      }
      family.series().remove(hold.labels());
      if (family.series().isEmpty()) {
        families.remove(hold.name());
      }
    } finally {
      lock.unlock();
    }
  }

  void add(Collector collector) {
    collectors.add(collector);
  }

  void remove(Collector collector) {
    collectors.remove(collector);
  }

  private Family family(String name, Kind kind, String help) {
    FamilyName.require(name, kind, help);
    Family family = families.computeIfAbsent(name, _ -> new Family(kind, help, new TreeMap<>()));
    if (family.kind() != kind || !family.help().equals(help)) {
      throw new IllegalArgumentException(
          "family %s is a %s \"%s\", found a %s \"%s\""
              .formatted(name, family.kind().word(), family.help(), kind.word(), help));
    }
    return family;
  }
}

package io.tsink.engine.series;

import io.tsink.api.Labels;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Refusal;
import io.tsink.api.store.SeriesHandle;
import io.tsink.engine.index.SymbolTable;
import io.tsink.engine.runtime.Shards;
import org.jspecify.annotations.Nullable;

/// A series: first only a handle, and from the first accepted row on an entry of the
/// [SeriesRegistry]. Thread-safe.
///
/// A handle holds its labels. An entry holds where they lie in a [Generation], and makes [Labels]
/// when asked. A handle whose series was registered through another handle, or left memory or the
/// registry, is [#retired]; [SeriesRegistry#register] leads from it to the entry.
public final class Series implements SeriesHandle {

  /// The id of a series that has none yet.
  public static final int NO_ID = 0;

  /// Says that a series is not in a table of symbols.
  static final int ELSEWHERE = -2;

  private static final byte NO_KIND = -1;

  /// Stands in [#place] while the labels move from one generation to another.
  private static final int MOVING = -1;

  private final SeriesRegistry registry;
  private final long identityHash;

  /// [Labels]; or the [Generation] in which the labels have a [#place]; or the [Series] that is the
  /// entry in the place of this one.
  private volatile Object body;

  private volatile int place = MOVING;
  private volatile int id = NO_ID;
  private volatile byte kind = NO_KIND;
  private volatile boolean retired;
  private @Nullable SeriesAttachment attachment;

  /// A handle without an id.
  Series(SeriesRegistry registry, Labels labels, long identityHash) {
    this.registry = registry;
    this.body = labels;
    this.identityHash = identityHash;
  }

  /// A series that is not in memory, to read from: a retired handle with an id.
  Series(
      SeriesRegistry registry, Labels labels, long identityHash, int id, @Nullable ValueKind kind) {
    this(registry, labels, identityHash);
    this.kind = kind == null ? NO_KIND : (byte) kind.ordinal();
    this.id = id;
    this.retired = true;
  }

  /// The id, read unsigned, or [#NO_ID].
  public int id() {
    return id;
  }

  /// The number of the series' shard.
  public int shard() {
    return Shards.of(identityHash);
  }

  @Override
  public Labels labels() {
    while (true) {
      Object held = body;
      if (held instanceof Labels labels) {
        return labels;
      }
      if (held instanceof Series entry) {
        return entry.labels();
      }
      int at = placeIn((Generation) held);
      if (at != MOVING) {
        return ((Generation) held).labels(shard(), at);
      }
      Thread.onSpinWait();
    }
  }

  /// The place of the labels in a generation, or a negative number when they are not there.
  private int placeIn(Generation generation) {
    if (body != generation) {
      return MOVING;
    }
    int at = place;
    return body == generation ? at : MOVING;
  }

  @Override
  public long identityHash() {
    return identityHash;
  }

  @Override
  public @Nullable ValueKind kind() {
    byte known = kind;
    return known == NO_KIND ? null : ValueKind.of(known);
  }

  @Override
  public @Nullable Refusal refusal() {
    return null;
  }

  @Override
  public boolean retired() {
    return retired;
  }

  /// What its owner attached, or null. Guarded by the owner's lock, not by the series.
  public @Nullable SeriesAttachment attachment() {
    return attachment;
  }

  /// Attaches something, or nothing.
  public void attach(@Nullable SeriesAttachment changed) {
    attachment = changed;
  }

  /// The registry that made it.
  public SeriesRegistry registry() {
    return registry;
  }

  /// Whether the labels are the given ones.
  boolean hasLabels(Labels labels) {
    if (body instanceof Generation generation) {
      int at = placeIn(generation);
      if (at != MOVING) {
        return generation.hasLabels(shard(), at, labels);
      }
    }
    return labels().equals(labels);
  }

  /// The symbol in a generation of the value of the label with that name, or [SymbolTable#NONE].
  int valueOf(Generation generation, int nameSymbol) {
    int at = placeIn(generation);
    if (at != MOVING) {
      return generation.valueOf(shard(), at, nameSymbol);
    }
    SymbolTable symbols = generation.symbols();
    Labels labels = labels();
    byte[] name = symbols.bytes(nameSymbol);
    int index = labels.indexOf(name, 0, name.length);
    return index < 0
        ? SymbolTable.NONE
        : symbols.find(labels.utf8(), labels.nameEnd(index), labels.valueEnd(index));
  }

  /// The symbol of the value of a label, [SymbolTable#NONE] when the series does not have the
  /// label, or [#ELSEWHERE] when its labels are not in that table.
  int valueIn(SymbolTable symbols, int nameSymbol) {
    if (body instanceof Generation generation && generation.symbols() == symbols) {
      int at = placeIn(generation);
      return at == MOVING ? ELSEWHERE : generation.valueOf(shard(), at, nameSymbol);
    }
    return ELSEWHERE;
  }

  /// Whether the labels lie in that generation.
  boolean in(Generation generation) {
    return body == generation;
  }

  /// Names and values in turn as symbols of the generation in which the labels are. The caller
  /// keeps the labels from moving.
  int[] symbols() {
    return ((Generation) body).symbols(shard(), place);
  }

  /// Compares labels in the order of [Labels#compareTo].
  static int compareLabels(Series left, Series right) {
    if (left.body instanceof Generation generation) {
      int one = left.placeIn(generation);
      int other = right.placeIn(generation);
      if (one != MOVING && other != MOVING) {
        return generation.compare(left.shard(), one, right.shard(), other);
      }
    }
    return left.labels().compareTo(right.labels());
  }

  /// Makes an entry of the handle.
  void enter(Generation generation, Labels labels, int newId, @Nullable ValueKind firstKind) {
    place = generation.add(shard(), newId, labels);
    body = generation;
    if (firstKind != null) {
      settle(firstKind);
    }
    id = newId;
  }

  /// Moves the labels of an entry to another generation.
  void move(Generation to) {
    Generation from = (Generation) body;
    int moved = to.add(shard(), id, from, place);
    place = MOVING;
    body = to;
    place = moved;
  }

  /// Takes an entry out of the index of its generation.
  void unindex() {
    ((Generation) body).remove(shard(), id, place);
  }

  /// Says of which kind the first accepted sample is.
  void settle(ValueKind firstKind) {
    kind = (byte) firstKind.ordinal();
  }

  @Nullable Series successor() {
    return body instanceof Series entry ? entry : null;
  }

  /// Retires the handle; its series has another entry.
  void retire(Series entry) {
    body = entry;
    retired = true;
  }

  /// Retires an entry that leaves the registry; it keeps its labels.
  void retire() {
    body = labels();
    retired = true;
  }

  /// Says whether an entry is about to leave memory: whoever wants to write to it has to ask for
  /// it again.
  void leaving(boolean leaves) {
    retired = leaves;
  }

  @Override
  public String toString() {
    return "series %s %s".formatted(Integer.toUnsignedString(id), labels());
  }
}

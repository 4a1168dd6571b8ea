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
/// A handle holds its labels. An entry holds them as symbols and makes [Labels] when asked. A
/// handle whose series was registered through another handle, or left the registry, is
/// [#retired]; [SeriesRegistry#register] leads from it to the entry.
public final class Series implements SeriesHandle {

  /// The id of a series that has none yet.
  public static final int NO_ID = 0;

  private static final int[] NO_SYMBOLS = {};

  private final SeriesRegistry registry;
  private final long identityHash;

  /// Only while there is no id.
  private volatile @Nullable Labels labels;

  /// Names and values in turn, once there is an id.
  private volatile int[] symbols = NO_SYMBOLS;

  private volatile int id = NO_ID;
  private volatile @Nullable ValueKind kind;
  private volatile boolean retired;

  /// The entry of the same series, when this is not it.
  private volatile @Nullable Series successor;

  private @Nullable SeriesAttachment attachment;

  /// A handle without an id.
  Series(SeriesRegistry registry, Labels labels, long identityHash) {
    this.registry = registry;
    this.labels = labels;
    this.identityHash = identityHash;
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
    Labels held = labels;
    return held != null ? held : registry.labelsOf(symbols);
  }

  @Override
  public long identityHash() {
    return identityHash;
  }

  @Override
  public @Nullable ValueKind kind() {
    return kind;
  }

  @Override
  public @Nullable Refusal refusal() {
    return null;
  }

  @Override
  public boolean retired() {
    return retired;
  }

  /// Number of labels; 0 as long as there is no id.
  public int labelCount() {
    return symbols.length / 2;
  }

  /// The symbol of the name of label `index`; labels are sorted by name.
  public int nameSymbol(int index) {
    return symbols[2 * index];
  }

  /// The symbol of the value of label `index`.
  public int valueSymbol(int index) {
    return symbols[2 * index + 1];
  }

  /// The symbol of the value of the label with that name, or [SymbolTable#NONE].
  public int valueOf(int nameSymbol) {
    int[] all = symbols;
    for (int i = 0; i < all.length; i += 2) {
      if (all[i] == nameSymbol) {
        return all[i + 1];
      }
    }
    return SymbolTable.NONE;
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

  int[] symbols() {
    return symbols;
  }

  /// Makes an entry of the handle.
  void enter(int[] labelSymbols, int newId, @Nullable ValueKind firstKind) {
    symbols = labelSymbols;
    kind = firstKind;
    labels = null;
    id = newId;
  }

  /// Says of which kind the first accepted sample is.
  void settle(ValueKind firstKind) {
    kind = firstKind;
  }

  @Nullable Series successor() {
    return successor;
  }

  /// Retires the handle; its series has another entry, or none when null.
  void retire(@Nullable Series entry) {
    successor = entry;
    retired = true;
  }

  @Override
  public String toString() {
    return "series %s %s".formatted(Integer.toUnsignedString(id), labels());
  }
}

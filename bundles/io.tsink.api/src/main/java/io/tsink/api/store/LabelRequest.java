package io.tsink.api.store;

import io.tsink.api.Selection;
import io.tsink.api.TimeRange;

/// Which label names or values are asked for. Immutable; each `with…` method returns a changed
/// request.
public final class LabelRequest {
  private static final LabelRequest EVERYTHING =
      new LabelRequest(Selection.everything(), TimeRange.ALL, "", "", Integer.MAX_VALUE, false);

  private final Selection selection;
  private final TimeRange range;
  private final String prefix;
  private final String startAfter;
  private final int limit;
  private final boolean internal;

  private LabelRequest(
      Selection selection,
      TimeRange range,
      String prefix,
      String startAfter,
      int limit,
      boolean internal) {
    this.selection = selection;
    this.range = range;
    this.prefix = prefix;
    this.startAfter = startAfter;
    this.limit = limit;
    this.internal = internal;
  }

  /// All of them.
  public static LabelRequest everything() {
    return EVERYTHING;
  }

  /// The series whose labels count.
  public Selection selection() {
    return selection;
  }

  /// Series without samples in this range do not count.
  public TimeRange range() {
    return range;
  }

  /// What the texts begin with.
  public String prefix() {
    return prefix;
  }

  /// The text after which the answer begins; empty for the first.
  public String startAfter() {
    return startAfter;
  }

  /// Most texts of an answer.
  public int limit() {
    return limit;
  }

  /// Whether reserved names and series are wanted too.
  public boolean internal() {
    return internal;
  }

  public LabelRequest withSelection(Selection value) {
    return new LabelRequest(value, range, prefix, startAfter, limit, internal);
  }

  public LabelRequest withRange(TimeRange value) {
    return new LabelRequest(selection, value, prefix, startAfter, limit, internal);
  }

  public LabelRequest withPrefix(String value) {
    return new LabelRequest(selection, range, value, startAfter, limit, internal);
  }

  public LabelRequest withStartAfter(String value) {
    return new LabelRequest(selection, range, prefix, value, limit, internal);
  }

  public LabelRequest withLimit(int value) {
    return new LabelRequest(selection, range, prefix, startAfter, value, internal);
  }

  public LabelRequest withInternal(boolean value) {
    return new LabelRequest(selection, range, prefix, startAfter, limit, value);
  }
}

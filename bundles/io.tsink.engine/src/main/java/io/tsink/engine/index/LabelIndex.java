package io.tsink.engine.index;

/// Which series have which label, for [PostingsSelector]. Thread-safe.
///
/// Names and values are given as UTF-8 and borrowed until return.
public interface LabelIndex {

  /// Every series.
  Postings all();

  /// The series that have the label.
  Postings having(byte[] name);

  /// The series whose label has that value, which is not empty.
  Postings with(byte[] name, byte[] value);

  /// How many values the label has.
  int valueCount(byte[] name);

  /// The series whose label has a value that passes `test`.
  ///
  /// @param test is called with each value of the label, while nothing is locked
  Postings withAny(byte[] name, ValueTest test);

  /// Those of some series whose label has a value that passes `test`.
  ///
  /// Better than [#withAny] when the label has far more values than there are candidates.
  Postings filter(Postings candidates, byte[] name, ValueTest test);

  /// A condition on a label's value.
  interface ValueTest {
    /// Whether the value `bytes[from, to)`, borrowed until return and not empty, meets it.
    boolean test(byte[] bytes, int from, int to);
  }
}

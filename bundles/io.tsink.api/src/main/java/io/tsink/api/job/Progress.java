package io.tsink.api.job;

/// How far a piece of work is. Thread-safe: one thread works, others look or cancel.
public final class Progress {
  private final String unit;
  private volatile long done;
  private volatile long total = -1;
  private volatile String message = "";
  private volatile boolean cancelled;

  /// @param unit what is counted, such as `bytes`
  public Progress(String unit) {
    this.unit = unit;
  }

  public String unit() {
    return unit;
  }

  public long done() {
    return done;
  }

  /// How much there is to do, −1 while unknown.
  public long total() {
    return total;
  }

  /// What is being done, for a person.
  public String message() {
    return message;
  }

  /// Asks the work to stop at its next look.
  public void cancel() {
    cancelled = true;
  }

  public boolean cancelled() {
    return cancelled;
  }

  /// Told by the work.
  public void total(long value) {
    total = value;
  }

  /// Told by the work.
  public void done(long value) {
    done = value;
  }

  /// Told by the work.
  public void message(String value) {
    message = value;
  }
}

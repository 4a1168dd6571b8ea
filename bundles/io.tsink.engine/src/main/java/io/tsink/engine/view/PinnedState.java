package io.tsink.engine.view;

/// A state and the number of open views of it. Guarded by the lock of the publisher.
final class PinnedState {
  private final ReadState state;
  private int views;

  PinnedState(ReadState state) {
    this.state = state;
  }

  ReadState state() {
    return state;
  }

  boolean pinned() {
    return views > 0;
  }

  void pin() {
    views++;
  }

  void unpin() {
    views--;
  }
}

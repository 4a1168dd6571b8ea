package io.tsink.tier.disk;

import java.io.IOException;

/// A file is not what was written.
final class Damaged extends IOException {
  Damaged(String found) {
    super(found);
  }
}

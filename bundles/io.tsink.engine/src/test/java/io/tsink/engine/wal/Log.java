package io.tsink.engine.wal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tsink.api.Labels;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Durability;
import io.tsink.engine.io.StoreFiles;
import io.tsink.engine.runtime.SequenceSource;
import java.nio.file.Path;

/// A log under test and what it found when it was opened.
final class Log implements AutoCloseable {
  static final Path DIRECTORY = Path.of("/store/wal");

  final Found found = new Found();
  final SequenceSource sequences = new SequenceSource();
  final Wal wal;
  final WalReplay replay;

  Log(StoreFiles files, WalOptions options, WalMark from, ReplayMode mode) {
    wal = Wal.open(files, DIRECTORY, options, sequences);
    replay = wal.replay(from, mode, found);
  }

  static Log open(StoreFiles files, WalOptions options) {
    return new Log(files, options, WalMark.START, ReplayMode.STRICT);
  }

  static Log open(StoreFiles files) {
    return open(files, WalOptions.perAppend());
  }

  static Log salvage(StoreFiles files) {
    return new Log(files, WalOptions.perAppend(), WalMark.START, ReplayMode.SALVAGE);
  }

  static WalGroup group(String body) {
    WalGroup group = new WalGroup();
    fill(group, body);
    return group;
  }

  static void fill(WalGroup group, String body) {
    byte[] bytes = body.getBytes(ISO_8859_1);
    group.beginSamples().putBytes(bytes, 0, bytes.length);
    group.end();
  }

  static WalGroup group(int newSeries, String body) {
    WalGroup group = new WalGroup();
    group.define(newSeries, ValueKind.Family.FLOAT, Labels.of("__name__", "m" + newSeries));
    fill(group, body);
    return group;
  }

  WalGroup append(String body) {
    return append(group(body));
  }

  WalGroup append(WalGroup group) {
    wal.append(group);
    wal.await(group, Durability.DURABLE);
    return group;
  }

  static Path file(long segment) {
    return DIRECTORY.resolve(WalSegment.fileName(segment));
  }

  @Override
  public void close() {
    wal.close();
  }
}

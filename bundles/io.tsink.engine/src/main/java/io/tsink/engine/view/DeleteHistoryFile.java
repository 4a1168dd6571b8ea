package io.tsink.engine.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.Matcher;
import io.tsink.api.Selection;
import io.tsink.api.ShardScope;
import io.tsink.api.TimeRange;
import io.tsink.api.frame.FrameBuffer;
import io.tsink.api.frame.FrameCursor;
import io.tsink.engine.io.FileFrame;
import io.tsink.engine.io.SmallFile;
import io.tsink.engine.io.StoreFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The file of the latest deletes. Confined; the package describes the format.
public final class DeleteHistoryFile {
  private static final FileFrame FRAME = new FileFrame("TSDH", 1);
  private static final Matcher.Kind[] KINDS = Matcher.Kind.values();

  private final SmallFile file;

  /// @param directory of the store
  public DeleteHistoryFile(StoreFiles files, Path directory) {
    this.file = new SmallFile(files, directory.resolve("deletes"), FRAME);
  }

  /// Replaces the file; it is durable on return.
  public void save(DeleteHistory history) {
    List<DeleteHistory.Past> all = history.all();
    var buffer = new FrameBuffer();
    buffer.putVar(all.size());
    for (DeleteHistory.Past past : all) {
      buffer.putLong(past.range().start());
      buffer.putLong(past.range().end());
      buffer.putLong(past.sequence());
      put(buffer, past.selection());
    }
    file.save(0, buffer);
  }

  private static void put(FrameBuffer buffer, Selection selection) {
    ShardScope scope = selection.scope();
    List<Integer> shards = new ArrayList<>();
    for (int shard = 0; shard < scope.count(); shard++) {
      if (scope.contains(shard)) {
        shards.add(shard);
      }
    }
    buffer.putVar(scope.count());
    buffer.putVar(shards.size());
    shards.forEach(buffer::putVar);
    buffer.putVar(selection.anyOf().size());
    for (List<Matcher> set : selection.anyOf()) {
      buffer.putVar(set.size());
      for (Matcher matcher : set) {
        buffer.putByte(matcher.kind().ordinal());
        put(buffer, matcher.name());
        put(buffer, matcher.value());
      }
    }
  }

  private static void put(FrameBuffer buffer, String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    buffer.putBlock(utf8, 0, utf8.length);
  }

  /// Adds what the file holds; nothing when there is none.
  public void load(DeleteHistory history) {
    file.load(
        (_, cursor) -> {
          int count = cursor.getCount(3 * Long.BYTES + 3);
          for (int i = 0; i < count; i++) {
            var range = new TimeRange(cursor.getLong(), cursor.getLong());
            long sequence = cursor.getLong();
            history.add(selection(cursor), range, sequence);
          }
        });
  }

  private static Selection selection(FrameCursor cursor) {
    int shardCount = (int) cursor.getVar();
    var shards = new ArrayList<Integer>();
    int chosen = cursor.getCount(1);
    for (int i = 0; i < chosen; i++) {
      shards.add(cursor.getIndex(shardCount, "shard"));
    }
    var sets = new ArrayList<List<Matcher>>();
    int setCount = cursor.getCount(1);
    for (int i = 0; i < setCount; i++) {
      var set = new ArrayList<Matcher>();
      int matchers = cursor.getCount(3);
      for (int k = 0; k < matchers; k++) {
        Matcher.Kind kind = KINDS[cursor.getIndex(KINDS.length, "matcher kind")];
        set.add(new Matcher(kind, cursor.getText(), cursor.getText()));
      }
      sets.add(set);
    }
    return Selection.anyOf(sets).within(ShardScope.of(shardCount, shards));
  }
}

package io.tsink.engine.head;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.BytesColumn;
import io.tsink.api.StaleMarker;
import io.tsink.api.TimeRange;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// Rows come out of their code as they went in, and their blocks go back.
final class OpenRowsTest {
  private static final Window HOUR = new Window(1_700_000_000_000L, 1_700_003_599_999L);

  private record Row(ValueKind kind, long time, long cell, long start, Commit commit) {}

  private final RowBlocks blocks = new RowBlocks();
  private final RowWriter writer = new RowWriter(blocks);

  private OpenRows rows(Window window, List<Row> source) {
    int shift = shift(window);
    var open = new OpenRows();
    open.begin(window, source.getFirst().kind(), source.getFirst().commit(), writer);
    for (Row row : source) {
      assertThat(open.takes(row.time(), row.commit())).isTrue();
      if (!row.kind().isNumeric()) {
        var column = new BytesColumn();
        column.append(new byte[] {(byte) row.cell()}, 0, 1);
        open.sideRows().append(column, 0);
      }
      open.append(writer, shift, row.time(), row.cell(), row.kind(), row.start(), row.commit());
    }
    return open;
  }

  private static int shift(Window window) {
    return RowCode.shift(window.last() - window.first() + 1);
  }

  private void assertHolds(OpenRows open, Window window, List<Row> source) {
    var copy = new HeadRows();
    open.copy(blocks, shift(window), copy, false);
    RowReader reader = copy.reader();
    assertThat(copy.size()).isEqualTo(source.size());
    for (Row row : source) {
      reader.next();
      assertThat(reader.time()).isEqualTo(row.time());
      assertThat(reader.kind()).isEqualTo(row.kind());
      assertThat(reader.start()).isEqualTo(row.start());
      assertThat(reader.commit()).isEqualTo(row.commit().number());
      assertThat(reader.sequence()).isEqualTo(row.commit().sequence());
      if (row.kind().isNumeric()) {
        assertThat(reader.cell()).isEqualTo(row.cell());
      }
      assertThat(row.commit().sequence()).isBetween(copy.minSequence(), copy.maxSequence());
      assertThat(row.commit().number()).isLessThanOrEqualTo(open.maxCommit());
      assertThat(row.commit().position()).isGreaterThanOrEqualTo(open.firstPosition());
    }
  }

  @Property(tries = 400)
  void rows_come_out_as_they_went_in(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    Window window =
        switch (random.nextInt(4)) {
          case 0 -> new Window(0, 3_600_000_000_000L - 1);
          case 1 -> new Window(Long.MIN_VALUE, Long.MAX_VALUE - 1);
          case 2 -> new Window(-7_200_000, -1);
          default -> HOUR;
        };
    var source = new ArrayList<Row>();
    int size = 1 + random.nextInt(random.nextInt(10) == 0 ? 3_000 : 60);
    boolean wild = random.nextInt(3) == 0;
    long span = window.last() - window.first();
    long time = window.first();
    long step = Math.max(1, Math.abs(span / (size + 1)));
    long number = random.nextLong(1L << 40);
    long lead = random.nextLong(100);
    long cell = 0;
    long position = random.nextLong(1L << 40);
    ValueKind kind = ValueKind.of(random.nextInt(wild ? 6 : 4));
    long start = 0;
    for (int i = 0; i < size; i++) {
      number +=
          wild && random.nextInt(9) == 0
              ? random.nextLong(-90_000, 90_000)
              : random.nextInt(1 + (1 << random.nextInt(12)));
      if (wild) {
        kind = random.nextInt(8) == 0 ? ValueKind.of(random.nextInt(6)) : kind;
        lead += random.nextInt(8) == 0 ? random.nextInt(-1, 2) : 0;
        start = random.nextInt(8) == 0 ? random.nextLong() : start;
        time =
            random.nextInt(4) == 0
                ? random.nextLong(window.first(), window.last())
                : Math.min(window.last(), time + random.nextLong(step));
      } else {
        time = Math.min(window.last(), time + step);
      }
      cell = cell(random, kind, cell);
      source.add(
          new Row(kind, time, cell, start, new Commit(number, number + lead, position++, i)));
    }

    OpenRows open = rows(window, source);

    assertHolds(open, window, source);
    open.end(blocks);
    assertThat(blocks.usedBytes()).isZero();
  }

  private static long cell(SplittableRandom random, ValueKind kind, long last) {
    if (kind == ValueKind.BOOL) {
      return random.nextInt(2);
    }
    if (kind != ValueKind.F64) {
      return random.nextInt(4) == 0 ? random.nextLong() : last + random.nextInt(-40, 40);
    }
    return switch (random.nextInt(9)) {
      case 0 -> last;
      case 1 -> random.nextLong();
      case 2 -> Double.doubleToRawLongBits(random.nextDouble());
      case 3 -> Double.doubleToRawLongBits(-0.0);
      case 4 -> StaleMarker.BITS;
      case 5 -> Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY);
      case 6 -> Double.doubleToRawLongBits(-0x1p63);
      default -> Double.doubleToRawLongBits((double) random.nextLong(1L << random.nextInt(54)));
    };
  }

  @Test
  void twelve_rows_of_a_slow_counter_take_less_than_a_hundred_and_fifty_bytes() {
    var source = new ArrayList<Row>();
    for (int i = 0; i < 12; i++) {
      long cell = Double.doubleToRawLongBits(12_345 + 3 * i);
      var commit = new Commit(1_000L * i + i % 3, 1_000L * i + i % 3, 0, 0);
      source.add(new Row(ValueKind.F64, HOUR.first() + 15_000L * i + i % 2, cell, 0, commit));
    }

    assertThat(rows(HOUR, source).heapBytes(blocks)).isLessThanOrEqualTo(128);
  }

  @Test
  void a_copy_stays_as_it_is_when_rows_follow_or_their_blocks_are_used_again() {
    var source = new ArrayList<Row>();
    for (int i = 0; i < 40; i++) {
      source.add(new Row(ValueKind.F64, HOUR.first() + i, i * 7L, 0, new Commit(i, i, 0, 0)));
    }
    OpenRows open = rows(HOUR, source);
    var copy = new HeadRows();
    open.copy(blocks, 0, copy, false);

    open.append(writer, 0, HOUR.last(), 99, ValueKind.F64, 0, new Commit(40, 40, 0, 0));
    open.end(blocks);
    rows(HOUR, source.subList(20, 40));

    var block = new Block();
    copy.load(block, true, true);
    assertThat(block.size()).isEqualTo(40);
    for (int i = 0; i < 40; i++) {
      assertThat(block.times()[i]).isEqualTo(HOUR.first() + i);
      assertThat(block.doubles()[i]).isEqualTo(Double.longBitsToDouble(i * 7L));
      assertThat(block.sequences()[i]).isEqualTo(i);
    }
  }

  @Test
  void of_rows_of_one_time_the_one_of_the_highest_sequence_is_kept() {
    var source = new ArrayList<Row>();
    for (int i = 0; i < 30; i++) {
      long number = i * 7L % 30;
      source.add(
          new Row(
              ValueKind.I64, HOUR.first() + i % 3, number, 0, new Commit(number, number, 0, 0)));
    }
    var copy = new HeadRows();
    rows(HOUR, source).copy(blocks, 0, copy, false);

    var columns = new RowColumns();
    var block = new Block();
    columns.take(copy, 20, TimeRange.ALL);

    assertThat(columns.fill(ValueKind.I64, block)).isTrue();
    assertThat(block.size()).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      int place = i;
      assertThat(block.longs()[i])
          .isEqualTo(
              source.stream()
                  .filter(row -> row.time() == HOUR.first() + place && row.cell() <= 20)
                  .mapToLong(Row::cell)
                  .max()
                  .orElseThrow());
    }
    assertThat(columns.fill(ValueKind.F64, block)).isFalse();
  }
}

package io.tsink.engine.head;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class RowBlocksTest {
  private final RowBlocks blocks = new RowBlocks();

  @Property(tries = 60)
  void a_block_in_use_is_nobody_else_s(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    var used = new RowBlocks();
    Deque<Integer> taken = new ArrayDeque<>();
    Set<Long> bytes = new HashSet<>();
    for (int i = 0; i < 4_000; i++) {
      if (random.nextInt(1_000) == 0) {
        used.trim();
      }
      boolean giveBack = !taken.isEmpty() && random.nextInt(2_000) > (i / 500 % 2) * 1_200 + 400;
      if (giveBack) {
        int block = random.nextBoolean() ? taken.removeFirst() : taken.removeLast();
        forEachByte(used, block, bytes::remove);
        used.free(block, block);
      } else {
        int block = used.take(random.nextBoolean() ? RowBlocks.SMALL : RowBlocks.LARGE);
        forEachByte(used, block, address -> assertThat(bytes.add(address)).isTrue());
        taken.add(block);
      }
      assertThat(used.usedBytes()).isEqualTo(bytes.size());
    }
    while (!taken.isEmpty()) {
      int block = taken.removeFirst();
      used.free(block, block);
    }
    assertThat(used.usedBytes()).isZero();
  }

  private static void forEachByte(
      RowBlocks blocks, int block, java.util.function.LongConsumer action) {
    for (int i = RowBlocks.offset(block); i < blocks.blockEnd(block); i++) {
      action.accept(block - RowBlocks.offset(block) + (long) i);
    }
  }

  @Test
  void pages_serve_either_size_and_are_used_again() {
    var taken = new ArrayList<Integer>();
    for (int round = 0; round < 6; round++) {
      int size = round % 2 == 0 ? RowBlocks.SMALL : RowBlocks.LARGE;
      for (int used = 0; used < 1 << 20; used += size) {
        taken.add(blocks.take(size));
      }
      assertThat(blocks.heldBytes()).isEqualTo(1 << 20);
      taken.forEach(block -> blocks.free(block, block));
      taken.clear();
    }
  }

  @Test
  void what_a_burst_left_behind_goes_in_the_course_of_time() {
    var taken = new ArrayList<Integer>();
    for (int used = 0; used < 8 << 20; used += RowBlocks.LARGE) {
      taken.add(blocks.take(RowBlocks.LARGE));
    }
    taken.forEach(block -> blocks.free(block, block));

    for (int i = 0; i < 2_000; i++) {
      blocks.trim();
    }

    assertThat(blocks.heldBytes()).isLessThanOrEqualTo(2 << 20);
    assertThat(blocks.take(RowBlocks.SMALL)).isNotNegative();
  }
}

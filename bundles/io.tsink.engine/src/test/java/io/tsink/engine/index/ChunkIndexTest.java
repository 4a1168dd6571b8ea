package io.tsink.engine.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ChunkIndexTest {

  @Property
  void both_ends_of_a_range_are_found_among_overlapping_chunks(
      @ForAll @Size(max = 40) List<@IntRange(max = 100) Integer> starts,
      @ForAll @Size(value = 40) List<@IntRange(max = 60) Integer> spans,
      @ForAll @IntRange(min = -5, max = 170) int time) {
    List<Integer> sorted = starts.stream().sorted().toList();
    ChunkIndex index = new ChunkIndex();
    for (int i = 0; i < sorted.size(); i++) {
      index.add(sorted.get(i), sorted.get(i) + spans.get(i), 100L * i, 100);
    }

    int reaching = index.firstReaching(time);
    int from = index.firstFrom(time);

    for (int i = 0; i < index.count(); i++) {
      if (i < reaching) {
        assertThat(index.maxTime(i)).isLessThan(time);
      }
      assertThat(index.minTime(i) >= time).isEqualTo(i >= from);
    }
    if (reaching < index.count()) {
      assertThat(index.maxTime(reaching)).isGreaterThanOrEqualTo(time);
    }
  }

  @Test
  void chunks_come_by_first_time() {
    ChunkIndex index = new ChunkIndex();
    index.add(10, 20, 0, 5);

    assertThatThrownBy(() -> index.add(9, 30, 5, 5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> index.add(12, 11, 5, 5)).isInstanceOf(IllegalArgumentException.class);
  }
}

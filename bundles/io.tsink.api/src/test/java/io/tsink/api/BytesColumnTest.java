package io.tsink.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class BytesColumnTest {

  private static BytesColumn columnOf(String... rows) {
    BytesColumn column = new BytesColumn();
    for (String row : rows) {
      byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
      column.append(bytes, 0, bytes.length);
    }
    return column;
  }

  private static String text(BytesColumn column, int row) {
    return new String(column.copyOf(row), StandardCharsets.UTF_8);
  }

  @Test
  void rows_keep_their_bytes_and_lengths() {
    BytesColumn column = columnOf("one", "", "drei ü");
    assertThat(column.size()).isEqualTo(3);
    assertThat(text(column, 0)).isEqualTo("one");
    assertThat(column.length(1)).isZero();
    assertThat(text(column, 2)).isEqualTo("drei ü");
    assertThat(column.bytes()).isEqualTo(10);
  }

  @Test
  void a_slice_is_copied() {
    byte[] source = {1, 2, 3, 4};
    BytesColumn column = new BytesColumn();
    column.append(source, 1, 2);
    source[1] = 9;
    assertThat(column.copyOf(0)).containsExactly(2, 3);
  }

  @Test
  void a_row_of_another_column_or_of_itself_is_appended() {
    BytesColumn column = columnOf("a", "bc");
    column.append(columnOf("x", "yz"), 1);
    for (int i = 0; i < 100; i++) {
      column.append(column, 1);
    }
    assertThat(text(column, 2)).isEqualTo("yz");
    assertThat(text(column, 102)).isEqualTo("bc");
  }

  @Test
  void truncating_drops_the_last_rows_and_their_bytes() {
    BytesColumn column = columnOf("a", "bc", "def");
    column.truncate(1);
    column.append(new byte[] {'z'}, 0, 1);
    assertThat(column.size()).isEqualTo(2);
    assertThat(text(column, 1)).isEqualTo("z");
    assertThatIllegalArgumentException().isThrownBy(() -> column.truncate(3));
  }

  @Test
  void clearing_keeps_the_room() {
    BytesColumn column = columnOf("a", "bc", "def");
    long heap = column.heapBytes();
    column.clear();
    assertThat(column.size()).isZero();
    assertThat(column.bytes()).isZero();
    assertThat(column.heapBytes()).isEqualTo(heap);
  }
}

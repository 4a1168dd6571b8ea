package io.tsink.engine.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SymbolTableTest {

  private final SymbolTable table = new SymbolTable();

  private int intern(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return table.intern(bytes, 0, bytes.length);
  }

  @Property(tries = 200)
  void each_text_has_one_symbol_and_comes_back(@ForAll @Size(max = 300) List<String> texts) {
    SymbolTable symbols = new SymbolTable();
    Map<String, Integer> model = new HashMap<>();
    for (String text : texts) {
      byte[] bytes = text.getBytes(UTF_8);
      int symbol = symbols.intern(bytes, 0, bytes.length);
      assertThat(model.putIfAbsent(new String(bytes, UTF_8), symbol)).isIn(null, symbol);
    }
    assertThat(symbols.count()).isEqualTo(model.size());
    model.forEach(
        (text, symbol) -> {
          assertThat(symbols.text(symbol)).isEqualTo(text);
          assertThat(symbols.find(text)).isEqualTo(symbol);
          assertThat(symbols.length(symbol)).isEqualTo(text.getBytes(UTF_8).length);
        });
  }

  @Test
  void a_text_that_was_not_interned_is_not_found() {
    intern("job");

    assertThat(table.find("instance")).isEqualTo(SymbolTable.NONE);
    assertThat(table.count()).isEqualTo(1);
  }

  @Test
  void symbols_stay_when_the_table_grows_over_many_pages() {
    for (int i = 0; i < 20_000; i++) {
      assertThat(intern("some longer text with the number " + i)).isEqualTo(i);
    }

    for (int i = 0; i < 20_000; i++) {
      assertThat(table.find("some longer text with the number " + i)).isEqualTo(i);
    }
  }

  @Test
  void texts_compare_in_unsigned_byte_order() {
    int ascii = intern("z");
    int accented = intern("é");
    int prefix = intern("zz");

    assertThat(table.compare(ascii, accented)).isNegative();
    assertThat(table.compare(ascii, prefix)).isNegative();
    assertThat(table.compare(prefix, prefix)).isZero();
    assertThat(table.startsWith(prefix, "z".getBytes(UTF_8))).isTrue();
    assertThat(table.startsWith(ascii, "zz".getBytes(UTF_8))).isFalse();
  }

  @Test
  void the_longest_label_value_fits_and_a_longer_one_is_refused() {
    int longest = intern("v".repeat(16_384));

    assertThat(table.length(longest)).isEqualTo(16_384);
    assertThatThrownBy(() -> intern("v".repeat(16_385)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("16385 bytes");
  }

  @Test
  void threads_that_intern_the_same_texts_get_the_same_symbols() throws Exception {
    int threads = 8;
    List<Callable<List<Integer>>> tasks = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      tasks.add(
          () -> {
            List<Integer> symbols = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
              symbols.add(intern("text " + i));
            }
            return symbols;
          });
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<List<Integer>>> results = pool.invokeAll(tasks);
      List<Integer> first = results.getFirst().get();
      for (Future<List<Integer>> result : results) {
        assertThat(result.get()).isEqualTo(first);
      }
    }
    assertThat(table.count()).isEqualTo(5_000);
  }
}

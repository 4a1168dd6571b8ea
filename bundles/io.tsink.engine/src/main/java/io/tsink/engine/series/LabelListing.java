package io.tsink.engine.series;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.store.LabelPage;
import io.tsink.api.store.LabelRequest;
import io.tsink.engine.index.SymbolTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Makes the page of an answer from the symbols of all texts that belong to it.
final class LabelListing {

  private LabelListing() {}

  static LabelPage page(SymbolTable symbols, int[] texts, LabelRequest request) {
    byte[] prefix = request.prefix().getBytes(UTF_8);
    byte[] after = request.startAfter().getBytes(UTF_8);
    Comparator<Integer> order = symbols::compare;
    PriorityQueue<Integer> smallest = new PriorityQueue<>(order.reversed());
    boolean truncated = false;
    for (int symbol : texts) {
      if (symbols.startsWith(symbol, prefix)
          && (after.length == 0 || symbols.compare(symbol, after, 0, after.length) > 0)) {
        smallest.add(symbol);
        if (smallest.size() > request.limit()) {
          smallest.remove();
          truncated = true;
        }
      }
    }
    List<Integer> sorted = new ArrayList<>(smallest);
    sorted.sort(order);
    return new LabelPage(sorted.stream().map(symbols::text).toList(), truncated);
  }
}

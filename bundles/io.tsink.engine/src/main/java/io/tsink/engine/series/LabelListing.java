package io.tsink.engine.series;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.store.LabelPage;
import io.tsink.api.store.LabelRequest;
import io.tsink.engine.index.MemoryLabelIndex;
import io.tsink.engine.index.Postings;
import io.tsink.engine.index.SymbolTable;
import io.tsink.engine.series.v1.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Makes the page of an answer from the texts of all layers. Confined.
final class LabelListing {

  private final byte[] prefix;
  private final byte[] after;
  private final int limit;
  private final Predicate<byte[]> wanted;
  private final TreeSet<byte[]> smallest = new TreeSet<>(Arrays::compareUnsigned);
  private boolean truncated;

  /// @param wanted texts that do not pass are left out
  LabelListing(LabelRequest request, Predicate<byte[]> wanted) {
    this.prefix = request.prefix().getBytes(UTF_8);
    this.after = request.startAfter().getBytes(UTF_8);
    this.limit = request.limit();
    this.wanted = wanted;
  }

  /// Adds the names of labels.
  ///
  /// @param within the series whose labels count; null for all
  void names(Layers layers, @Nullable Postings within) {
    for (Generation generation : generations(layers)) {
      addAll(generation.symbols(), generation.index().names(within));
    }
    for (Run run : layers.runs().runs()) {
      run.listing().names(within, this::add);
    }
  }

  /// Adds the values of a label.
  ///
  /// @param within the series whose labels count; null for all
  void values(byte[] name, Layers layers, @Nullable Postings within) {
    for (Generation generation : generations(layers)) {
      SymbolTable symbols = generation.symbols();
      MemoryLabelIndex index = generation.index();
      addAll(symbols, index.values(symbols.find(name, 0, name.length), within));
    }
    for (Run run : layers.runs().runs()) {
      run.listing().values(name, within, this::add);
    }
  }

  private static List<Generation> generations(Layers layers) {
    Generation previous = layers.previous();
    return previous == null ? List.of(layers.generation()) : List.of(layers.generation(), previous);
  }

  private void addAll(SymbolTable symbols, int[] texts) {
    for (int symbol : texts) {
      if (symbols.startsWith(symbol, prefix)
          && symbols.compare(symbol, after, 0, after.length) > 0) {
        add(symbols.bytes(symbol));
      }
    }
  }

  private void add(byte[] text) {
    if (startsWith(text, prefix)
        && Arrays.compareUnsigned(text, after) > 0
        && wanted.test(text)
        && smallest.add(text)
        && smallest.size() > limit) {
      smallest.pollLast();
      truncated = true;
    }
  }

  static boolean startsWith(byte[] text, byte[] prefix) {
    return text.length >= prefix.length
        && Arrays.equals(text, 0, prefix.length, prefix, 0, prefix.length);
  }

  LabelPage page() {
    var texts = new ArrayList<String>(smallest.size());
    smallest.forEach(text -> texts.add(new String(text, UTF_8)));
    return new LabelPage(texts, truncated);
  }
}

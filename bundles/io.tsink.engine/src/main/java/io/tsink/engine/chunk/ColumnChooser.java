package io.tsink.engine.chunk;

import io.tsink.spi.codec.Codec;
import io.tsink.spi.codec.DecodeCost;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.EncodePurpose;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.PayloadFilter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Codes a column by the codec that makes it smallest. Confined; allocates only what it returns.
///
/// Codecs are tried in the order of their bounds until the best result is not above the next bound,
/// so that it is never larger than the result of trying all. Among equal results the one that is
/// cheaper to decode wins. Slow codecs and filters are for cold data only.
final class ColumnChooser {
  /// The bound of a codec that is not to be tried, or was.
  private static final int OUT = Integer.MAX_VALUE;

  private final EncodeContext context;
  private Output best = new Output(1024);
  private Output trial = new Output(1024);
  private int[] bounds = new int[16];

  ColumnChooser(EncodeContext context) {
    this.context = context;
  }

  /// Codes a column.
  ///
  /// @param codecs those of the form
  <C extends Codec> EncodedColumn choose(
      CodecForm form, List<C> codecs, Column<C> column, Codecs all) {
    C chosen = best(codecs, column);
    if (chosen == null) {
      throw new IllegalStateException("no codec for a column of form " + form);
    }
    return filtered(all.written(form, chosen), all);
  }

  /// The codec whose result is in `best`, null when none fits.
  private <C extends Codec> @Nullable C best(List<C> codecs, Column<C> column) {
    bound(codecs, column);
    @Nullable C chosen = null;
    while (true) {
      int next = lowest(codecs);
      if (next < 0 || (chosen != null && best.size() <= bounds[next])) {
        return chosen;
      }
      C codec = codecs.get(next);
      bounds[next] = OUT;
      trial.clear();
      column.encode(codec, context, trial);
      if (chosen == null || improves(codec, chosen)) {
        chosen = codec;
        swap();
      }
    }
  }

  private <C extends Codec> void bound(List<C> codecs, Column<C> column) {
    if (bounds.length < codecs.size()) {
      bounds = new int[2 * codecs.size()];
    }
    for (int i = 0; i < codecs.size(); i++) {
      C codec = codecs.get(i);
      int bound = suits(codec) ? column.bound(codec) : Codec.NOT_APPLICABLE;
      bounds[i] = bound == Codec.NOT_APPLICABLE ? OUT : bound;
    }
  }

  /// The codec of the lowest bound, of several the cheapest to decode; −1 when none is left.
  private int lowest(List<? extends Codec> codecs) {
    int lowest = -1;
    for (int i = 0; i < codecs.size(); i++) {
      if (bounds[i] != OUT && (lowest < 0 || before(codecs, i, lowest))) {
        lowest = i;
      }
    }
    return lowest;
  }

  private boolean before(List<? extends Codec> codecs, int one, int other) {
    return bounds[one] < bounds[other]
        || (bounds[one] == bounds[other]
            && codecs.get(one).decodeCost().compareTo(codecs.get(other).decodeCost()) < 0);
  }

  private boolean suits(Codec codec) {
    return codec.decodeCost() != DecodeCost.SLOW || cold();
  }

  private boolean cold() {
    return context.purpose() == EncodePurpose.COMPACT_COLD;
  }

  private boolean improves(Codec codec, Codec chosen) {
    return trial.size() < best.size()
        || (trial.size() == best.size() && codec.decodeCost().compareTo(chosen.decodeCost()) < 0);
  }

  private EncodedColumn filtered(CodecRef codec, Codecs all) {
    byte[] smallest = Arrays.copyOf(best.array(), best.size());
    @Nullable CodecRef chosen = null;
    if (cold()) {
      List<PayloadFilter> filters = all.filters();
      for (int i = 0; i < filters.size(); i++) {
        PayloadFilter filter = filters.get(i);
        trial.clear();
        if (filter.apply(best.array(), 0, best.size(), context, trial)
            && trial.size() < smallest.length) {
          smallest = Arrays.copyOf(trial.array(), trial.size());
          chosen = all.written(CodecForm.FILTER, filter);
        }
      }
    }
    return EncodedColumn.onHeap(codec, chosen, best.size(), smallest);
  }

  private void swap() {
    Output kept = best;
    best = trial;
    trial = kept;
  }
}

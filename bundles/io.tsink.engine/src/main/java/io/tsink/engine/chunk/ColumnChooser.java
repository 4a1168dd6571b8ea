package io.tsink.engine.chunk;

import io.tsink.spi.codec.Codec;
import io.tsink.spi.codec.DecodeCost;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.EncodePurpose;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.PayloadFilter;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Codes a column by the codec that makes it smallest. Confined.
///
/// Codecs are tried in the order of their bounds until the best result is not above the next bound,
/// so that it is never larger than the result of trying all. Among equal results the one that is
/// cheaper to decode wins. Slow codecs and filters are for cold data only.
final class ColumnChooser {

  private final EncodeContext context;
  private final List<PayloadFilter> filters;
  private Output best = new Output(1024);
  private Output trial = new Output(1024);

  ColumnChooser(EncodeContext context, List<PayloadFilter> filters) {
    this.context = context;
    this.filters = context.purpose() == EncodePurpose.COMPACT_COLD ? filters : List.of();
  }

  /// Appends the payload of the column at hand.
  interface Encoding<C extends Codec> {
    void encode(C codec, EncodeContext context, Output out);
  }

  private record Candidate<C extends Codec>(C codec, int bound)
      implements Comparable<Candidate<C>> {
    @Override
    public int compareTo(Candidate<C> other) {
      int order = Integer.compare(bound, other.bound);
      return order != 0 ? order : codec.decodeCost().compareTo(other.codec.decodeCost());
    }
  }

  <C extends Codec> EncodedColumn choose(
      CodecForm form, List<C> codecs, ToIntFunction<C> bound, Encoding<C> encoding) {
    List<Candidate<C>> candidates =
        codecs.stream()
            .filter(this::suits)
            .map(codec -> new Candidate<>(codec, bound.applyAsInt(codec)))
            .filter(candidate -> candidate.bound() != Codec.NOT_APPLICABLE)
            .sorted()
            .toList();
    @Nullable C chosen = null;
    for (Candidate<C> candidate : candidates) {
      if (chosen != null && best.size() <= candidate.bound()) {
        break;
      }
      trial.clear();
      encoding.encode(candidate.codec(), context, trial);
      if (chosen == null || improves(candidate.codec(), chosen)) {
        chosen = candidate.codec();
        swap();
      }
    }
    if (chosen == null) {
      throw new IllegalStateException("no codec for a column of form " + form);
    }
    return filtered(new CodecRef(form, chosen.name(), chosen.formatVersion()));
  }

  private boolean suits(Codec codec) {
    return codec.decodeCost() != DecodeCost.SLOW || context.purpose() == EncodePurpose.COMPACT_COLD;
  }

  private boolean improves(Codec codec, Codec chosen) {
    return trial.size() < best.size()
        || (trial.size() == best.size() && codec.decodeCost().compareTo(chosen.decodeCost()) < 0);
  }

  private EncodedColumn filtered(CodecRef codec) {
    byte[] smallest = Arrays.copyOf(best.array(), best.size());
    @Nullable CodecRef chosen = null;
    for (PayloadFilter filter : filters) {
      trial.clear();
      if (filter.apply(best.array(), 0, best.size(), context, trial)
          && trial.size() < smallest.length) {
        smallest = Arrays.copyOf(trial.array(), trial.size());
        chosen = new CodecRef(CodecForm.FILTER, filter.name(), filter.formatVersion());
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

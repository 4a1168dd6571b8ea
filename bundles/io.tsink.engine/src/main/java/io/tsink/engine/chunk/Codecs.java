package io.tsink.engine.chunk;

import static java.util.Objects.requireNonNull;

import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.spi.codec.BoolCodec;
import io.tsink.spi.codec.BytesCodec;
import io.tsink.spi.codec.Codec;
import io.tsink.spi.codec.DoubleCodec;
import io.tsink.spi.codec.HistogramCodec;
import io.tsink.spi.codec.LongCodec;
import io.tsink.spi.codec.LongRole;
import io.tsink.spi.codec.PayloadFilter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An immutable set of codecs.
///
/// Of codecs with one name, the one of the highest ranking writes; each reads the versions that it
/// can.
public final class Codecs {

  private final List<Ranked> ranked;
  private final Map<CodecForm, Map<String, List<Codec>>> readers = new EnumMap<>(CodecForm.class);
  private final Map<LongRole, List<LongCodec>> longs = new EnumMap<>(LongRole.class);
  private final List<DoubleCodec> doubles;
  private final List<BoolCodec> bools;
  private final List<BytesCodec> bytes;
  private final List<HistogramCodec> histograms;
  private final List<PayloadFilter> filters;

  /// What each codec writes, so that columns share the names of their codecs.
  private final Map<CodecForm, Map<Codec, CodecRef>> written = new EnumMap<>(CodecForm.class);

  /// How many leases hold the set; guarded by the catalogue's lock.
  private int leases;

  /// A codec with what decides between codecs of one name.
  record Ranked(Codec codec, int ranking) {
    @SuppressWarnings("ReferenceEquality") // a codec leaves as the object that came
    boolean is(Codec other) {
      return codec == other;
    }
  }

  Codecs(List<Ranked> codecs) {
    ranked =
        codecs.stream()
            .sorted(
                Comparator.comparingInt(Ranked::ranking)
                    .thenComparingInt(entry -> entry.codec().formatVersion())
                    .reversed())
            .toList();
    for (int i = 0; i < CodecForm.count(); i++) {
      CodecForm form = CodecForm.of(i);
      Map<String, List<Codec>> named = new HashMap<>();
      for (Ranked entry : ranked) {
        if (form.includes(entry.codec())) {
          named.computeIfAbsent(entry.codec().name(), _ -> new ArrayList<>()).add(entry.codec());
        }
      }
      readers.put(form, named);
      written.put(form, new IdentityHashMap<>());
      for (List<Codec> equals : named.values()) {
        for (Codec codec : equals) {
          refs(form).put(codec, new CodecRef(form, codec.name(), codec.formatVersion()));
        }
      }
    }
    List<LongCodec> longWriters = writers(LongCodec.class);
    for (LongRole role : LongRole.values()) {
      longs.put(role, longWriters.stream().filter(c -> c.roles().contains(role)).toList());
    }
    doubles = writers(DoubleCodec.class);
    bools = writers(BoolCodec.class);
    bytes = writers(BytesCodec.class);
    histograms = writers(HistogramCodec.class);
    filters = writers(PayloadFilter.class);
  }

  /// The first codec of each name, by name, so that the same set gives the same bytes everywhere.
  private <C extends Codec> List<C> writers(Class<C> type) {
    Set<String> names = new HashSet<>();
    return ranked.stream()
        .map(Ranked::codec)
        .filter(type::isInstance)
        .map(type::cast)
        .filter(codec -> names.add(codec.name()))
        .sorted(Comparator.comparing(Codec::name))
        .toList();
  }

  List<Ranked> ranked() {
    return ranked;
  }

  List<LongCodec> longs(LongRole role) {
    return longs.getOrDefault(role, List.of());
  }

  List<DoubleCodec> doubles() {
    return doubles;
  }

  List<BoolCodec> bools() {
    return bools;
  }

  List<BytesCodec> bytes() {
    return bytes;
  }

  List<HistogramCodec> histograms() {
    return histograms;
  }

  List<PayloadFilter> filters() {
    return filters;
  }

  private Map<Codec, CodecRef> refs(CodecForm form) {
    return requireNonNull(written.get(form));
  }

  /// Names what a codec of the set writes in a form.
  CodecRef written(CodecForm form, Codec codec) {
    CodecRef ref = refs(form).get(codec);
    return ref != null ? ref : new CodecRef(form, codec.name(), codec.formatVersion());
  }

  /// Whether the codec that wrote a column can be read.
  public boolean reads(CodecRef ref) {
    return find(ref) != null;
  }

  LongCodec longReader(CodecRef ref) {
    return (LongCodec) reader(CodecForm.LONG, ref);
  }

  DoubleCodec doubleReader(CodecRef ref) {
    return (DoubleCodec) reader(CodecForm.DOUBLE, ref);
  }

  BoolCodec boolReader(CodecRef ref) {
    return (BoolCodec) reader(CodecForm.BOOL, ref);
  }

  BytesCodec bytesReader(CodecRef ref) {
    return (BytesCodec) reader(CodecForm.BYTES, ref);
  }

  HistogramCodec histogramReader(CodecRef ref) {
    return (HistogramCodec) reader(CodecForm.HISTOGRAM, ref);
  }

  PayloadFilter filterReader(CodecRef ref) {
    return (PayloadFilter) reader(CodecForm.FILTER, ref);
  }

  private Codec reader(CodecForm form, CodecRef ref) {
    if (ref.form() != form) {
      throw new StorageException(
          ErrorKind.CORRUPTION, "codec %s codes %s, expected %s".formatted(ref, ref.form(), form));
    }
    Codec codec = find(ref);
    if (codec == null) {
      throw new StorageException(
          ErrorKind.CODEC_MISSING, "codec %s is not installed".formatted(ref));
    }
    return codec;
  }

  private @Nullable Codec find(CodecRef ref) {
    Map<String, List<Codec>> named = readers.getOrDefault(ref.form(), Map.of());
    for (Codec codec : named.getOrDefault(ref.name(), List.of())) {
      if (codec.reads(ref.version())) {
        return codec;
      }
    }
    return null;
  }

  /// What the codecs are, for statistics and health: form, name and version written.
  public List<CodecRef> list() {
    List<CodecRef> list = new ArrayList<>();
    for (Map.Entry<CodecForm, Map<String, List<Codec>>> form : readers.entrySet()) {
      form.getValue()
          .forEach(
              (name, codecs) ->
                  codecs.forEach(
                      codec -> list.add(new CodecRef(form.getKey(), name, codec.formatVersion()))));
    }
    return list;
  }

  void lease() {
    leases++;
  }

  void release() {
    leases--;
  }

  boolean leased() {
    return leases > 0;
  }
}

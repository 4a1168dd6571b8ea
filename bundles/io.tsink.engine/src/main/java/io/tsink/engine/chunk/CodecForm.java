package io.tsink.engine.chunk;

import io.tsink.spi.codec.BoolCodec;
import io.tsink.spi.codec.BytesCodec;
import io.tsink.spi.codec.Codec;
import io.tsink.spi.codec.DoubleCodec;
import io.tsink.spi.codec.HistogramCodec;
import io.tsink.spi.codec.LongCodec;
import io.tsink.spi.codec.PayloadFilter;

/// What a codec codes. Names of codecs are unique within a form.
///
/// The order of the constants is part of stored formats: new ones come at the end.
public enum CodecForm {
  LONG(LongCodec.class),
  DOUBLE(DoubleCodec.class),
  BOOL(BoolCodec.class),
  BYTES(BytesCodec.class),
  HISTOGRAM(HistogramCodec.class),
  FILTER(PayloadFilter.class);

  private static final CodecForm[] FORMS = values();

  private final Class<? extends Codec> type;

  CodecForm(Class<? extends Codec> type) {
    this.type = type;
  }

  /// Whether a codec is of this form; it may be of several.
  boolean includes(Codec codec) {
    return type.isInstance(codec);
  }

  /// The number of forms.
  public static int count() {
    return FORMS.length;
  }

  /// The form with that ordinal.
  public static CodecForm of(int ordinal) {
    return FORMS[ordinal];
  }
}

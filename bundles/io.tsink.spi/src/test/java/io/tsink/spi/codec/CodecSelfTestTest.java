package io.tsink.spi.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

final class CodecSelfTestTest {

  /// Eight bytes a row, with a place to go wrong.
  private static class Raw implements LongCodec {

    @Override
    public String name() {
      return "org.example.Raw";
    }

    @Override
    public int formatVersion() {
      return 1;
    }

    @Override
    public DecodeCost decodeCost() {
      return DecodeCost.COPY;
    }

    @Override
    public int granule() {
      return 16;
    }

    @Override
    public Set<LongRole> roles() {
      return Set.of(LongRole.TIME, LongRole.I64);
    }

    @Override
    public int bound(LongStats stats) {
      return Long.BYTES * stats.count();
    }

    @Override
    public void encode(long[] values, int from, int to, EncodeContext context, Output out) {
      for (int i = from; i < to; i++) {
        out.putLong(values[i]);
      }
    }

    @Override
    public void decode(
        byte[] src,
        int off,
        int len,
        int version,
        int count,
        int from,
        int to,
        long[] dest,
        int destOff,
        Scratch scratch)
        throws CorruptBlock {
      Input in = scratch.input(src, off, len);
      in.skip((long) Long.BYTES * from);
      for (int row = from; row < to; row++) {
        dest[destOff + row - from] = in.readLong();
      }
    }
  }

  @Test
  void a_right_codec_has_no_fault() {
    assertThat(CodecSelfTest.fault(new Raw())).isNull();
  }

  @Test
  void the_default_search_finds_the_first_row_that_is_not_before() throws CorruptBlock {
    long[] times = new long[100];
    for (int i = 0; i < times.length; i++) {
      times[i] = 10L * i;
    }
    Output out = new Output(0);
    Scratch scratch = new Scratch();
    new Raw().encode(times, 0, 100, new EncodeContext(EncodePurpose.SEAL, scratch), out);
    for (int time = -5; time < 1005; time++) {
      int row = new Raw().lowerBound(out.array(), 0, out.size(), 1, 100, time, scratch);
      assertThat(row).as("time %d", time).isEqualTo(Math.clamp((time + 9) / 10, 0, 100));
    }
  }

  @Test
  void other_values_are_a_fault() {
    Raw wrong =
        new Raw() {
          @Override
          public void encode(long[] values, int from, int to, EncodeContext context, Output out) {
            super.encode(values, from, to, context, out);
            out.array()[0] ^= 1;
          }
        };
    assertThat(CodecSelfTest.fault(wrong)).contains("org.example.Raw", "other values came back");
  }

  @Test
  void a_bound_above_the_size_is_a_fault() {
    Raw wrong =
        new Raw() {
          @Override
          public int bound(LongStats stats) {
            return Long.BYTES * stats.count() + 1;
          }
        };
    assertThat(CodecSelfTest.fault(wrong)).contains("a bound of 9 for 8 bytes");
  }

  @Test
  void a_wrong_search_is_a_fault() {
    Raw wrong =
        new Raw() {
          @Override
          public int lowerBound(
              byte[] src, int off, int len, int version, int count, long time, Scratch scratch) {
            return 0;
          }
        };
    assertThat(CodecSelfTest.fault(wrong)).contains("found at row 0");
  }

  @Test
  void a_missing_class_is_a_fault_and_not_thrown() {
    Raw wrong =
        new Raw() {
          @Override
          public Set<LongRole> roles() {
            throw new NoClassDefFoundError("org/example/Gone");
          }
        };
    assertThat(CodecSelfTest.fault(wrong)).contains("org/example/Gone");
  }

  @Test
  void an_impossible_name_is_a_fault() {
    Raw wrong =
        new Raw() {
          @Override
          public String name() {
            return "";
          }
        };
    assertThat(CodecSelfTest.fault(wrong)).contains("impossible name");
  }
}

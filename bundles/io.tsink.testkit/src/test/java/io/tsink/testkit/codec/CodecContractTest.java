package io.tsink.testkit.codec;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.LongCodec;
import io.tsink.spi.codec.LongStats;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// The contract catches what it is there to catch.
final class CodecContractTest {

  /// The contract of one codec, run test by test.
  private static final class Proof extends TimeCodecContract {

    private final LongCodec codec;

    Proof(LongCodec codec) {
      this.codec = codec;
    }

    @Override
    protected LongCodec codec() {
      return codec;
    }
  }

  private static Proof proofOf(LongCodec codec) {
    Proof proof = new Proof(codec);
    proof.seedNumbers();
    return proof;
  }

  private static void requireCaught(ThrowingCallable test) {
    assertThatThrownBy(test).isInstanceOf(AssertionError.class);
  }

  @Test
  @SuppressWarnings("JUnitMethodInvoked") // the tests themselves are under test
  void a_right_codec_passes() {
    Proof proof = proofOf(new RawTimes());
    assertThatCode(
            () -> {
              proof.every_column_comes_back_bit_for_bit_and_not_below_its_bound();
              proof.every_range_comes_back_and_nothing_else_is_written();
              proof.rows_in_the_middle_of_an_array_give_the_same_bytes_as_rows_at_its_start();
              proof.every_thread_writes_the_same_bytes();
              proof.decoding_allocates_nothing();
              proof.a_truncated_payload_ends_in_values_or_is_called_corrupt();
              proof.garbage_ends_in_values_or_is_called_corrupt();
              proof.it_says_what_it_is_and_passes_the_self_test();
              proof.a_time_is_found_where_a_linear_search_finds_it();
              proof.a_codec_for_times_keeps_the_contract_of_these_too();
            })
        .doesNotThrowAnyException();
  }

  @Test
  void a_lost_bit_is_caught() {
    LongCodec wrong =
        new RawTimes() {
          @Override
          public void encode(long[] values, int from, int to, EncodeContext context, Output out) {
            long[] rounded = values.clone();
            rounded[to - 1] &= ~1L;
            super.encode(rounded, from, to, context, out);
          }
        };
    requireCaught(proofOf(wrong)::every_column_comes_back_bit_for_bit_and_not_below_its_bound);
  }

  @Test
  void a_bound_above_the_size_is_caught() {
    LongCodec wrong =
        new RawTimes() {
          @Override
          public int bound(LongStats stats) {
            return super.bound(stats) + 1;
          }
        };
    requireCaught(proofOf(wrong)::every_column_comes_back_bit_for_bit_and_not_below_its_bound);
  }

  @Test
  void a_codec_that_never_applies_is_caught() {
    LongCodec wrong =
        new RawTimes() {
          @Override
          public int bound(LongStats stats) {
            return NOT_APPLICABLE;
          }
        };
    requireCaught(proofOf(wrong)::every_column_comes_back_bit_for_bit_and_not_below_its_bound);
  }

  @Test
  void a_write_outside_the_rows_is_caught() {
    LongCodec wrong =
        new RawTimes() {
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
            super.decode(src, off, len, version, count, from, to, dest, destOff, scratch);
            dest[destOff + to - from] = 0;
          }
        };
    requireCaught(proofOf(wrong)::every_range_comes_back_and_nothing_else_is_written);
  }

  @Test
  void another_exception_for_a_damaged_payload_is_caught() {
    LongCodec wrong =
        new RawTimes() {
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
            if (len < Long.BYTES * count) {
              throw new IllegalStateException("too short");
            }
            super.decode(src, off, len, version, count, from, to, dest, destOff, scratch);
          }
        };
    requireCaught(proofOf(wrong)::a_truncated_payload_ends_in_values_or_is_called_corrupt);
  }

  @Test
  void reading_behind_the_payload_is_caught() {
    LongCodec wrong =
        new RawTimes() {
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
            int all = src.length - off;
            super.decode(src, off, all, version, count, from, to, dest, destOff, scratch);
          }
        };
    requireCaught(proofOf(wrong)::a_truncated_payload_ends_in_values_or_is_called_corrupt);
  }

  @Test
  void an_allocation_for_each_call_is_caught() {
    long[][] kept = new long[1][0];
    LongCodec wrong =
        new RawTimes() {
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
            kept[0] = new long[8];
            super.decode(src, off, len, version, count, from, to, dest, destOff, scratch);
          }
        };
    requireCaught(proofOf(wrong)::decoding_allocates_nothing);
  }

  @Test
  void bytes_that_depend_on_what_came_before_are_caught() {
    int[] calls = {0};
    LongCodec wrong =
        new RawTimes() {
          @Override
          public void encode(long[] values, int from, int to, EncodeContext context, Output out) {
            super.encode(values, from, to, context, out);
            out.putByte(calls[0]++);
          }
        };
    requireCaught(
        proofOf(wrong)::rows_in_the_middle_of_an_array_give_the_same_bytes_as_rows_at_its_start);
  }

  @Test
  void a_search_that_is_off_by_one_is_caught() {
    LongCodec wrong =
        new RawTimes() {
          @Override
          public int lowerBound(
              byte[] src, int off, int len, int version, int count, long time, Scratch scratch)
              throws CorruptBlock {
            return Math.min(
                count, super.lowerBound(src, off, len, version, count, time, scratch) + 1);
          }
        };
    requireCaught(proofOf(wrong)::a_time_is_found_where_a_linear_search_finds_it);
  }

  @Test
  void a_codec_without_golden_payloads_or_registration_is_caught() {
    requireCaught(proofOf(new RawTimes())::golden_payloads_stay_readable_and_the_newest_is_written);
    requireCaught(proofOf(new RawTimes())::the_service_loader_finds_it);
  }
}

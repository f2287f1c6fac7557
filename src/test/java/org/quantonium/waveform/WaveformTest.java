package org.quantonium.waveform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.problem.Problem;

class WaveformTest {
  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void names_the_sample_that_is_not_finite(double sample) {
    assertThatThrownBy(() -> new Waveform(List.of(0.0, 1.0, sample, sample)))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("/samples/2 must be a finite double");
  }

  @Test
  void names_the_sample_that_is_null() {
    assertThatThrownBy(() -> new Waveform(Arrays.asList(0.0, null)))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("/samples/1 must be a finite double");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_537})
  void has_2_to_65536_samples(int count) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Waveform(Collections.nCopies(count, 0.0)));
  }

  @Test
  void is_not_changed_by_who_gave_it() {
    List<Double> samples = new ArrayList<>(List.of(1.0, 2.0));
    Waveform waveform = new Waveform(samples);
    samples.set(0, 3.0);

    assertThat(waveform.sample(0)).isEqualTo(1.0);
  }

  /** In plain arithmetic the ones are lost one by one; together they are not. */
  @Test
  void sums_from_left_to_right_and_makes_up_for_nothing() {
    List<Double> samples = new ArrayList<>(Collections.nCopies(1001, 1.0));
    samples.set(0, 0x1p53);
    Waveform.Means leftToRight = new Waveform(samples).read((bytes, from, count) -> {});
    Collections.reverse(samples);
    Waveform.Means otherwise = new Waveform(samples).read((bytes, from, count) -> {});

    assertThat(leftToRight.absolute()).isEqualTo(0x1p53 / 1001);
    assertThat(leftToRight.even()).isEqualTo(0x1p53 / 501);
    assertThat(leftToRight.odd()).isEqualTo(1);
    assertThat(otherwise.absolute()).isEqualTo((0x1p53 + 1000) / 1001);
  }

  @Test
  void has_the_digest_of_its_big_endian_bytes() throws Exception {
    List<Double> samples = Collections.nCopies(1000, -0.1);
    ByteBuffer bytes = ByteBuffer.allocate(8 * samples.size());
    samples.forEach(bytes::putDouble);

    assertThat(new Waveform(samples).digest())
        .isEqualTo(
            Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes.array())));
  }
}

package org.quantonium.waveform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.problem.Problem;

class Gwh1Test {
  /** It has no keys. */
  private static Mac none(String keyId) {
    throw new AssertionError("gwh-1 asks for a key: " + keyId);
  }

  private static Waveform waveform(double... samples) {
    return new Waveform(Arrays.stream(samples).boxed().toList());
  }

  private static String hash(double... samples) {
    return Gwh1.hash(waveform(samples), Optional.empty()).text();
  }

  @Test
  void is_the_reference_of_a_sampled_sine() {
    assertThat(hash(0, .707, 1, .707, 0, -.707, -1, -.707))
        .isEqualTo(
            "A0.97648_P0.00000_ee226755963521cc0c3737e5dfc984712293473e1e7d11c732614700ff07f2a9");
  }

  @Test
  void is_the_reference_of_a_pulse() {
    assertThat(hash(1, 0, 0, 0, 0, 0, 0, 0))
        .isEqualTo(
            "A0.20225_P0.80902_ca37800e7e6960b0260894ceb107a860ae21e8cef91eae8a05174ec46e5acb7c");
  }

  @Test
  void is_the_reference_where_the_17th_decimal_is_rounded() {
    assertThat(hash(0.30000000000000004, 0.3333333333333333, 1e-17, -2.5e-16, 0.7000000000000001))
        .isEqualTo(
            "A0.43148_P0.86872_1e1d88c1f2de2b5b0f7e67cf26191c652487cd24fbd4ce2339a5b17c84ffe29d");
  }

  @Test
  void is_the_reference_with_a_nonce() {
    Nonce nonce = new Nonce("000102030405060708090a0b0c0d0e0f");

    assertThat(Gwh1.hash(waveform(.5, .8, .3, -.2, .9, -.4, .1, .6), Optional.of(nonce)).text())
        .isEqualTo(
            "A0.84473_P0.91365_3599f715a9ce6e0e80f59d970862a863e440b41e3d26e33610092fc1cde44ac3");
  }

  static Stream<List<String>> vectors() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Gwh1Test.class.getResourceAsStream("/waveform/gwh-1.txt"),
                StandardCharsets.US_ASCII))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> List.of(line.split(" ", -1)))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void is_what_python_makes_of_150_waveforms() {
    assertThat(vectors())
        .hasSize(150)
        .allSatisfy(
            vector -> {
              List<Double> samples = vector.stream().skip(2).map(Double::parseDouble).toList();
              Optional<Nonce> nonce =
                  Optional.of(vector.get(0)).filter(hex -> !hex.equals("-")).map(Nonce::new);
              Gwh1 hash = Gwh1.hash(new Waveform(samples), nonce);
              assertThat(hash.text()).isEqualTo(vector.get(1));
              assertThat(
                      Gwh1.parse(vector.get(1), nonce)
                          .matches(new Waveform(samples), Gwh1Test::none))
                  .isTrue();
            });
  }

  @Test
  void tells_apart_what_differs_in_its_signs_of_zero() {
    assertThat(hash(1, 0.0)).isNotEqualTo(hash(1, -0.0));
    assertThat(hash(1, -1e-30)).isEqualTo(hash(1, -0.0));
  }

  /** Why it is not the default. */
  @Test
  void does_not_see_what_differs_beyond_the_17th_decimal() {
    assertThat(hash(1, 1e-9)).isEqualTo(hash(1, Math.nextUp(1e-9)));
  }

  @Test
  void refuses_samples_whose_sum_is_not_finite() {
    assertThatThrownBy(() -> hash(1e308, 1e308))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("/samples")
        .hasMessageContaining("scale them down");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "A0.20225_P0.80902_ca37800e7e6960b0260894ceb107a860ae21e8cef91eae8a05174ec46e5acb7",
        "A0.20225_P0.80902_ca37800e7e6960b0260894ceb107a860ae21e8cef91eae8a05174ec46e5acb7c0",
        "A0.20225_P0.80902_CA37800E7E6960B0260894CEB107A860AE21E8CEF91EAE8A05174EC46E5ACB7C",
        "A0.2022_P0.80902_ca37800e7e6960b0260894ceb107a860ae21e8cef91eae8a05174ec46e5acb7c",
        "A1.20225_P0.80902_ca37800e7e6960b0260894ceb107a860ae21e8cef91eae8a05174ec46e5acb7c",
        "A0.20225_P0.80902-ca37800e7e6960b0260894ceb107a860ae21e8cef91eae8a05174ec46e5acb7c",
        "A0.20225_P0.80902_ca37800e7e6960b0260894ceb107a860ae21e8cef91eae8a05174ec46e5acb7c\n",
        "gwh-2.k.00000000000000000000000000000000."
            + "ca37800e7e6960b0260894ceb107a860ae21e8cef91eae8a05174ec46e5acb7c"
      })
  void reads_nothing_that_it_does_not_write(String text) {
    assertThatThrownBy(() -> Gwh1.parse(text, Optional.empty()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("/hash");
  }

  /** Its figures are below 1, and %.5f may round them up. */
  @Test
  void reads_figures_that_were_rounded_up() {
    String mac = "_ca37800e7e6960b0260894ceb107a860ae21e8cef91eae8a05174ec46e5acb7c";

    assertThat(Gwh1.parse("A1.00000_P1.00000" + mac, Optional.empty()).text()).hasSize(82);
  }
}

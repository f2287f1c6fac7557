package org.quantonium.waveform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArctangentTest {
  private static final double[] EDGES = {
    0.0, -0.0, 1, -1, 0.5, -0.5, 1e-300, -1e-300, 1e300, -1e300, Double.MIN_VALUE, -Double.MIN_VALUE
  };

  @Test
  void is_within_a_unit_in_the_last_place_of_the_jdk() {
    SplittableRandom random = new SplittableRandom(1);
    int different = 0;
    for (int i = 0; i < 2_000; i++) {
      double y = Math.scalb(random.nextDouble(-1, 1), random.nextInt(-40, 40));
      double x = Math.scalb(random.nextDouble(-1, 1), random.nextInt(-40, 40));
      double angle = StrictMath.atan2(y, x);

      assertThat(Arctangent.atan2(y, x)).isBetween(Math.nextDown(angle), Math.nextUp(angle));
      different += Arctangent.atan2(y, x) == angle ? 0 : 1;
    }
    assertThat(different).isBetween(20, 1_000);
  }

  @Test
  void knows_the_axes_and_the_signs() {
    for (double y : EDGES) {
      for (double x : EDGES) {
        double angle = StrictMath.atan2(y, x);
        if (y != 0 || x != 0) {
          assertThat(Arctangent.atan2(y, x))
              .as("%s, %s", y, x)
              .isBetween(Math.nextDown(angle), Math.nextUp(angle));
          assertThat(Math.copySign(1, Arctangent.atan2(y, x))).isEqualTo(Math.copySign(1, y));
        }
      }
    }
  }

  /** By 60 digits of a program that computes with any number; the JDK is off by one in each. */
  @ParameterizedTest
  @CsvSource({
    "0.662204148112687, -0.07789811182501682, 1.6878927703086741",
    "-0.7702709066613083, 0.9749300921470301, -0.6686616491102836",
    "0.7391802757598254, -0.3688359178712517, 2.0336273254854214",
    "0.13751675672509878, 0.3558921825949486, 0.3687275851881527",
    "0.17719603184627508, -0.13297474260299236, 2.214578082442134",
    "-0.5249017953319597, -0.9171183564792971, -2.621761148818147",
    "-0.9878337302193647, -0.3234454921969352, -1.887223677000492",
    "0.4067960448287109, 0.8052594317885275, 0.46777815423455854"
  })
  void is_rounded_correctly_where_the_jdk_is_not(double y, double x, double angle) {
    assertThat(Arctangent.atan2(y, x)).isEqualTo(angle).isNotEqualTo(StrictMath.atan2(y, x));
  }
}

package org.quantonium.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
    "2001:db8:1:2:ffff:ffff:ffff:ffff, 2001:db8:1:2::/64",
    "2001:db8:1:3::6, 2001:db8:1:3::/64",
    "0:0:0:0:0:0:0:1, 0:0:0:0::/64",
    "::1, 0:0:0:0::/64",
    "[::1], 0:0:0:0::/64",
    "fe80:0:0:0:1:2:3:4%eth0, fe80:0:0:0::/64",
    "::ffff:192.0.2.1, 192.0.2.1"
  })
  void is_an_ipv4_address_or_64_bits_of_an_ipv6_one(String address, String network) {
    assertThat(Network.of(address)).isEqualTo(network);
  }

  @ParameterizedTest
  @CsvSource({"unknown, unknown", "a:b, a:b", "1::2::3, 1::2::3", "localhost, localhost"})
  void leaves_alone_what_is_no_address(String text, String same) {
    assertThat(Network.of(text)).isEqualTo(same);
  }
}

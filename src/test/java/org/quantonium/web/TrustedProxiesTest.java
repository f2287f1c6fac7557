package org.quantonium.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.storage.Settings;

class TrustedProxiesTest {
  private static final TrustedProxies NONE = proxies("");
  private static final TrustedProxies SOME = proxies("10.0.0.0/8, 192.0.2.1,2001:db8::/32");

  private static TrustedProxies proxies(String setting) {
    return new TrustedProxies(new Settings(Map.of("quantonium.proxies.trusted", setting)));
  }

  @Test
  void believes_nobody_unless_told() {
    assertThat(NONE.client("10.0.0.1", List.of("198.51.100.7"))).isEqualTo("10.0.0.1");
    assertThat(SOME.client("11.0.0.1", List.of("198.51.100.7"))).isEqualTo("11.0.0.1");
    assertThat(SOME.client("192.0.2.2", List.of("198.51.100.7"))).isEqualTo("192.0.2.2");
    assertThat(SOME.client(null, List.of("198.51.100.7"))).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "198.51.100.7 | 198.51.100.7",
        // What stands left of the first stranger is his own word.
        "203.0.113.5, 198.51.100.7 | 198.51.100.7",
        "203.0.113.5,198.51.100.7 , 10.1.2.3 | 198.51.100.7",
        "10.9.9.9, 198.51.100.7, 10.1.2.3 | 198.51.100.7",
        "10.9.9.9, 10.1.2.3 | 10.9.9.9",
        "2001:db9::1, 2001:db8:ffff::1 | 2001:db9::1",
        // Of what is no address the last proxy that said one is all that is known.
        "198.51.100.7, unknown | 10.0.0.1",
        "198.51.100.7, unknown, 10.1.2.3 | 10.1.2.3",
        "localhost | 10.0.0.1",
        "198.51.100.7:80 | 10.0.0.1",
        "198.51.100 | 10.0.0.1",
        "198.51.100.256 | 10.0.0.1",
        "2001:::1 | 10.0.0.1",
        "'198.51.100.7,' | 10.0.0.1",
        "'' | 10.0.0.1"
      })
  void reads_from_right_to_left_as_far_as_it_trusts(String header, String client) {
    assertThat(SOME.client("10.0.0.1", List.of(header))).isEqualTo(client);
  }

  @Test
  void several_headers_are_one_list() {
    assertThat(SOME.client("10.0.0.1", List.of("203.0.113.5", "198.51.100.7, 10.1.2.3")))
        .isEqualTo("198.51.100.7");
  }

  @Test
  void takes_an_ipv4_address_inside_an_ipv6_one_for_itself() {
    assertThat(SOME.client("::ffff:10.0.0.1", List.of("198.51.100.7"))).isEqualTo("198.51.100.7");
  }

  @Test
  void no_header_is_no_proxy() {
    assertThat(SOME.client("10.0.0.1", null)).isEqualTo("10.0.0.1");
    assertThat(SOME.client("10.0.0.1", List.of())).isEqualTo("10.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "::/129", "10.0.0"})
  void refuses_a_setting_that_is_no_range(String setting) {
    assertThatIllegalStateException().isThrownBy(() -> proxies(setting));
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0/0, 255.255.255.255, true",
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.0.0.128/25, 10.0.0.128, true",
    "10.0.0.128/25, 10.0.0.127, false",
    "10.0.0.1, 10.0.0.1, true",
    "10.0.0.1, 10.0.0.0, false",
    "::/0, 10.0.0.1, false",
    "2001:db8::/33, 2001:db8:7fff::, true",
    "2001:db8::/33, 2001:db8:8000::, false"
  })
  void a_range_has_the_addresses_with_its_first_bits(String range, String address, boolean in) {
    assertThat(AddressRange.parse(range).contains(address)).isEqualTo(in);
  }
}

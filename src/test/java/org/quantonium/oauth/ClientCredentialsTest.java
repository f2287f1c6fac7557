package org.quantonium.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.secrets.SecretBytes;

class ClientCredentialsTest {

  @ParameterizedTest
  @CsvSource({
    "c-1:secret, c-1, secret",
    "c-1:a:b, c-1, a:b",
    "a%3Ab:c%2Fd+e, a:b, c/d e",
    "c-1:, c-1, ''",
    "c-1:%C3%A9, c-1, \u00e9"
  })
  void are_an_id_and_a_secret(String pair, String id, String secret) {
    assertThat(from(basic(pair)))
        .hasValueSatisfying(
            credentials -> {
              assertThat(credentials.clientId()).isEqualTo(id);
              assertThat(credentials.secret())
                  .isEqualTo(SecretBytes.copyOf(secret.getBytes(UTF_8)));
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"basic", "BASIC", "bAsIc"})
  void are_found_whatever_the_case_of_the_scheme(String scheme) {
    assertThat(from(basic("a:b").replace("Basic", scheme))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Basic",
        "Basic ",
        "Bearer YTpi",
        "BasicYTpi",
        " Basic YTpi",
        "Basic YTpi!",
        "Basic YTp\u00ed",
        "Basic YTpi YTpi",
        "Basic YTpi\n"
      })
  void are_absent_without_one_basic_value(String header) {
    assertThat(from(header)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"YTpiYw", "YTpiYw=", "YTpiYx==", "YTpiYw===", "YTpi\tYw=="})
  void are_absent_in_any_but_the_one_base64_form(String base64) {
    assertThat(from("Basic YTpiYw==")).isPresent();
    assertThat(from("Basic " + base64)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ab", ":", ":secret", "%zz:b", "a:%zz", "a:%", "a%00:b", "a\0:b"})
  void are_absent_from_a_pair_that_is_none(String pair) {
    assertThat(from(basic(pair))).isEmpty();
  }

  @Test
  void are_absent_if_not_utf_8() {
    byte[] pair = {'a', ':', (byte) 0xff};

    assertThat(from("Basic " + Base64.getEncoder().encodeToString(pair))).isEmpty();
  }

  @Test
  void are_absent_without_exactly_one_header() {
    String header = basic("a:b");

    assertThat(ClientCredentials.from(null)).isEmpty();
    assertThat(ClientCredentials.from(List.of())).isEmpty();
    assertThat(ClientCredentials.from(List.of(header, header))).isEmpty();
    assertThat(ClientCredentials.from(List.of(header, "Bearer x"))).isEmpty();
  }

  @Test
  void have_an_id_of_at_most_64_characters() {
    assertThat(from(basic("i".repeat(64) + ":s"))).isPresent();
    assertThat(from(basic("i".repeat(65) + ":s"))).isEmpty();
  }

  @Test
  void stand_in_a_header_of_at_most_1024_characters() {
    // 6 characters of scheme; 762 bytes are 1016 of base64, 763 are 1020.
    assertThat(from(basic("i:" + "s".repeat(760)))).isPresent();
    assertThat(from(basic("i:" + "s".repeat(763)))).isEmpty();
  }

  @Property
  void are_present_or_absent_for_any_header(@ForAll String text) {
    assertThat(from(text)).isEmpty();
    assertThat(from("Basic " + text)).isNotNull();
    assertThat(from(basic(text))).isNotNull();
  }

  private static Optional<ClientCredentials> from(String header) {
    return ClientCredentials.from(List.of(header));
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }
}

package org.quantonium.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFormTest {

  @ParameterizedTest
  @CsvSource({
    "grant_type=client_credentials, client_credentials",
    "a=b&grant_type=x, x",
    "grant%5Ftype=x, x",
    "grant_type=a+b%20c, a b c",
    "grant_type=a=b, a=b",
    "grant_type=%C3%A9, \u00e9"
  })
  void decodes_a_parameter(String form, String value) {
    assertThat(new TokenForm(form).get("grant_type")).contains(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "grant_type", "grant_type=", "other=x", "GRANT_TYPE=x", "&a=b"})
  void a_parameter_that_is_left_out_or_empty_is_absent(String form) {
    assertThat(new TokenForm(form).get("grant_type")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=1&a=1", "a=1&a=2", "a=&a=2", "a&a", "a=1&%61=2", "&&"})
  void a_parameter_that_occurs_twice_is_refused(String form) {
    assertThatThrownBy(() -> new TokenForm(form))
        .isInstanceOf(OAuthError.class)
        .hasMessage("A parameter occurs twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%zz", "%zz=a", "a=%", "a=%4", "a=%-1", "a=% 1"})
  void a_broken_escape_is_refused(String form) {
    assertThatThrownBy(() -> new TokenForm(form))
        .isInstanceOf(OAuthError.class)
        .hasMessage("The form is not URL-encoded");
  }

  @Test
  void sixteen_parameters_are_read() {
    assertThat(new TokenForm(form(16)).get("p15")).contains("x");
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 18, 100_000})
  void seventeen_parameters_are_refused(int count) {
    String form = form(count);

    assertThatThrownBy(() -> new TokenForm(form))
        .isInstanceOf(OAuthError.class)
        .hasMessage("The form has more than 16 parameters");
  }

  @Property
  void any_text_is_a_form_or_refused(@ForAll String text) {
    try {
      new TokenForm(text).get("grant_type");
    } catch (OAuthError refused) {
      assertThat(refused).hasMessageMatching("(A parameter|The form) [ -~]+");
    }
  }

  private static String form(int parameters) {
    return IntStream.range(0, parameters)
        .mapToObj(i -> "p" + i + "=x")
        .collect(Collectors.joining("&"));
  }
}

package org.quantonium.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.identity.InvalidToken.Reason;
import org.quantonium.identity.ShownToken.Scheme;

class ShownTokenTest {

  @ParameterizedTest
  @ValueSource(strings = {"Bearer a.b-_~+/==", "bearer a.b-_~+/==", "BEARER a.b-_~+/=="})
  void reads_the_token_whatever_the_case_of_the_scheme(String header) throws InvalidToken {
    assertThat(ShownToken.in(List.of(header)))
        .contains(new ShownToken(Scheme.BEARER, "a.b-_~+/=="));
    assertThat(Scheme.in(List.of(header))).isEqualTo(Scheme.BEARER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DPoP a.b-_~+/==", "dpop a.b-_~+/==", "DPOP a.b-_~+/=="})
  void tells_a_token_that_comes_with_a_proof(String header) throws InvalidToken {
    assertThat(ShownToken.in(List.of(header))).contains(new ShownToken(Scheme.DPOP, "a.b-_~+/=="));
    assertThat(Scheme.in(List.of(header))).isEqualTo(Scheme.DPOP);
  }

  @Test
  void what_it_prints_is_not_the_token() {
    assertThat(new ShownToken(Scheme.DPOP, "secret")).hasToString("ShownToken[DPOP]");
  }

  @Test
  void challenges_by_bearer_where_the_scheme_is_unclear() {
    assertThat(Scheme.in(List.of())).isEqualTo(Scheme.BEARER);
    assertThat(Scheme.in(List.of("DPoP a", "DPoP a"))).isEqualTo(Scheme.BEARER);
    assertThat(Scheme.in(List.of("Basic YTpi"))).isEqualTo(Scheme.BEARER);
    assertThat(Scheme.in(List.of("DPoP  two"))).isEqualTo(Scheme.DPOP);
  }

  @Test
  void no_header_is_anonymous() throws InvalidToken {
    assertThat(ShownToken.in(List.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Basic YTpi", "Digest a=\"b\", c=d", "DPoPx a.b.c", "Bearerx a.b.c", "Basic"})
  void another_scheme_is_anonymous(String header) throws InvalidToken {
    assertThat(ShownToken.in(List.of(header))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " Bearer a", ",Bearer a", "\u00e9", "(x)"})
  void a_header_without_a_scheme_is_refused(String header) {
    assertThat(refusal(List.of(header))).isEqualTo(Reason.CREDENTIALS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer ",
        "Bearer  a",
        "Bearer\ta",
        "Bearer a ",
        "Bearer a\t",
        "Bearer a b",
        "Bearer a,b",
        "Bearer =",
        "Bearer a=b",
        "Bearer a\n",
        "Bearer \u00e9",
        "Bearer a\0",
        "DPoP",
        "DPoP ",
        "DPoP  a",
        "DPoP a b",
        "DPoP a,b"
      })
  void a_header_of_either_scheme_that_is_not_one_token_is_refused(String header) {
    assertThat(refusal(List.of(header))).isEqualTo(Reason.CREDENTIALS);
  }

  @Test
  void two_headers_are_refused_whatever_they_hold() {
    assertThat(refusal(List.of("Basic YTpi", "Basic YTpi"))).isEqualTo(Reason.SEVERAL_HEADERS);
  }

  @Test
  void reads_a_token_of_8192_characters() throws InvalidToken {
    assertThat(ShownToken.in(List.of("Bearer " + "a".repeat(8192)))).isPresent();
  }

  @Test
  void refuses_a_token_of_8193_characters() {
    assertThat(refusal(List.of("Bearer " + "a".repeat(8193)))).isEqualTo(Reason.TOO_LONG);
  }

  private static Reason refusal(List<String> headers) {
    return catchThrowableOfType(InvalidToken.class, () -> ShownToken.in(headers)).reason();
  }
}

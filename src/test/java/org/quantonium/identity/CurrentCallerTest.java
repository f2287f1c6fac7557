package org.quantonium.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;
import org.quantonium.attack.Draft;

class CurrentCallerTest {

  private final CurrentCaller current = new CurrentCaller();

  @Test
  void is_anonymous_at_first() {
    assertThat(current.find()).isEmpty();
  }

  @Test
  void keeps_the_caller_that_was_set() throws InvalidToken {
    Caller caller = caller();
    current.set(caller);

    assertThat(current.require()).isSameAs(caller);
  }

  @Test
  void is_never_replaced() throws InvalidToken {
    Caller caller = caller();
    current.set(caller);

    assertThatIllegalStateException().isThrownBy(() -> current.set(caller));
  }

  @Test
  void requiring_an_anonymous_caller_fails() {
    assertThatIllegalStateException().isThrownBy(current::require);
  }

  @Test
  void an_anonymous_request_has_no_token() {
    assertThatIllegalStateException().isThrownBy(current::token);
  }

  @Test
  void the_token_says_in_the_vocabulary_of_microprofile_what_the_caller_says() throws InvalidToken {
    Caller caller = caller();
    current.set(caller);
    JsonWebToken token = current.token();

    assertThat(token.getName()).isEqualTo(caller.subject());
    assertThat(token.getSubject()).isEqualTo(caller.subject());
    assertThat(token.getGroups()).isEqualTo(caller.scopes());
    assertThat(token.getTokenID()).isEqualTo(caller.tokenId());
    assertThat(token.getIssuedAtTime()).isEqualTo(caller.issuedAt().getEpochSecond());
    assertThat(token.getExpirationTime()).isEqualTo(caller.expiresAt().getEpochSecond());
    assertThat(token.<String>getClaim("client_id")).isEqualTo(caller.clientId());
    assertThat(token.<String>claim("tenant")).contains(caller.tenant());
  }

  @Test
  void the_token_does_not_hand_on_the_bearer_token() throws InvalidToken {
    current.set(caller());

    assertThat(current.token().claim(Claims.raw_token)).isEmpty();
  }

  private static Caller caller() throws InvalidToken {
    TokenFixture fixture = new TokenFixture();
    return fixture
        .verifier(fixture.policy())
        .verify(Draft.control(fixture.context()).sign())
        .asBearer();
  }
}

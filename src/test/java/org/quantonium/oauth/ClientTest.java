package org.quantonium.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClientTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final Instant END = NOW.plusSeconds(60);

  @Test
  void gets_tokens_until_it_ends_and_not_while_it_is_disabled() {
    Client client = client();
    assertThat(client.isActive(END.plus(Duration.ofDays(36500)))).isTrue();

    client.endAt(Optional.of(END));
    assertThat(client.isActive(END.minusMillis(1))).isTrue();
    assertThat(client.isActive(END)).isFalse();

    client.enabled = false;
    assertThat(client.isActive(NOW)).isFalse();
  }

  @Test
  void no_token_outlives_its_client() {
    Client client = client();
    assertThat(client.endOfToken(NOW, END)).contains(END);

    client.endAt(Optional.of(END));
    assertThat(client.endOfToken(NOW, END)).contains(END);
    assertThat(client.endOfToken(NOW, END.minusSeconds(1))).contains(END.minusSeconds(1));
    assertThat(client.endOfToken(NOW, END.plus(Duration.ofMinutes(10)))).contains(END);
  }

  /** It may end between its authentication and the token. */
  @Test
  void there_is_no_token_that_ends_when_it_is_issued() {
    Client client = client();
    client.endAt(Optional.of(END));

    assertThat(client.endOfToken(END.minusSeconds(1), END.plusSeconds(9))).contains(END);
    assertThat(client.endOfToken(END, END.plusSeconds(10))).isEmpty();
    assertThat(client.endOfToken(END.plusSeconds(1), END.plusSeconds(11))).isEmpty();
  }

  @Test
  void backs_a_token_of_scopes_that_it_has_while_it_gets_tokens() {
    Client client = client();
    assertThat(client.backs(Set.of("read:data"), NOW)).isTrue();
    assertThat(client.backs(Set.of(), NOW)).isTrue();
    assertThat(client.backs(Set.of("read:data", "admin:keys"), NOW)).isFalse();

    client.endAt(Optional.of(END));
    assertThat(client.backs(Set.of("read:data"), END)).isFalse();
    client.enabled = false;
    assertThat(client.backs(Set.of("read:data"), NOW)).isFalse();
  }

  @Test
  void its_older_secret_is_good_until_its_end() {
    Client client = client();
    assertThat(client.hasOldSecret(NOW)).isFalse();
    client.oldSecretNumber = 7L;
    client.oldSecretCreatedAt = NOW.toEpochMilli();
    client.oldSecretExpiresAt = END.toEpochMilli();

    assertThat(client.hasOldSecret(END.minusMillis(1))).isTrue();
    assertThat(client.view(END.minusMillis(1)).method().secrets())
        .extracting(ClientMethod.Secret::id)
        .containsExactly(1L, 7L);
    assertThat(client.hasOldSecret(END)).isFalse();
    assertThat(client.view(END).method().secrets()).hasSize(1);
  }

  @Test
  void one_with_keys_has_no_secret_that_is_good() {
    Client client = client();
    client.jwks =
        "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\","
            + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}]}";
    client.oldSecretExpiresAt = END.toEpochMilli();

    ClientMethod method = client.view(NOW).method();

    assertThat(method.authMethod()).isEqualTo("private_key_jwt");
    assertThat(method.secrets()).isEmpty();
    assertThat(method.jwks()).isPresent();
    set(client);
    assertThat(client.view(NOW).method().authMethod()).isEqualTo("client_secret_basic");
    assertThat(client.view(NOW).method().jwks()).isEmpty();
  }

  @Test
  void a_reset_ends_every_other_secret_and_the_end_itself() {
    Client client = client();
    client.endAt(Optional.of(END));
    client.oldSecretExpiresAt = END.toEpochMilli();
    client.enabled = false;

    set(client);

    assertThat(client.isActive(END.plusSeconds(1))).isTrue();
    assertThat(client.hasOldSecret(NOW)).isFalse();
    assertThat(client.view(NOW).version()).isEqualTo(2);
    assertThat(client.view(NOW).method().secrets())
        .extracting(ClientMethod.Secret::id)
        .containsExactly(2L);
  }

  private static Client client() {
    Client client = new Client();
    set(client);
    return client;
  }

  private static void set(Client client) {
    client.set("c", "t", "n", Set.of("read:data"), "k", new byte[32], NOW.toEpochMilli());
  }
}

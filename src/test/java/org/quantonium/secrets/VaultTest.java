package org.quantonium.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quantonium.secrets.VaultFixture.PLACE;
import static org.quantonium.secrets.VaultFixture.SETTING;

import com.sun.net.httpserver.HttpHandler;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node reads of Vault at its start, and how it refuses to start without that. */
class VaultTest {
  private VaultFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new VaultFixture().withAppRole();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private AbstractThrowableAssert<?, ?> refusal() {
    return assertThatThrownBy(() -> fixture.vault().hold(SETTING, PLACE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("The node does not start: " + SETTING)
        .satisfies(VaultTest::saysNothingSecret);
  }

  /** Not even in the stack trace of a cause. */
  private static void saysNothingSecret(Throwable thrown) {
    for (Throwable e = thrown; e != null; e = e.getCause()) {
      assertThat(e.toString()).doesNotContain("canary").doesNotContain("hvs.");
    }
  }

  @Test
  void gives_the_field_that_was_asked_for() {
    assertThat(fixture.vault().hold(SETTING, PLACE)).isEqualTo(fixture.password());
  }

  @Test
  void serves_every_secret_setting() {
    fixture.set.put("quantonium.database.password.vault", "secret/quantonium/database#password");
    fixture.set.put("quantonium.redis.password.vault", "secret/quantonium/database#user");

    assertThat(SecretSource.find(fixture.config(), "quantonium.database.password"))
        .contains(fixture.password());
    assertThat(SecretSource.find(fixture.config(), "quantonium.redis.password"))
        .contains(SecretBytes.ofText("quantonium_app"));
    assertThat(SecretSource.find(fixture.config(), "quantonium.redis.sentinel.password")).isEmpty();
    assertThat(fixture.stub.requests()).filteredOn(r -> r.contains("login")).hasSize(1);
  }

  @Test
  void comes_from_one_place() {
    fixture.set.put("quantonium.database.password.vault", "secret/quantonium/database#password");
    fixture.set.put("quantonium.database.password", "canary");

    assertThatThrownBy(() -> SecretSource.find(fixture.config(), SETTING))
        .hasMessage(SETTING + " and " + SETTING + ".vault are set: set one of them alone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret",
        "secret#password",
        "secret/a",
        "/a#b",
        "secret/../a#b",
        "secret/a/..#b",
        "secret/a?b#c",
        "secret/a b#c",
        "secret//a#c",
        "secret/%2e%2e/a#c",
        "secret/a##c"
      })
  void is_named_by_mount_path_and_field(String place) {
    assertThatThrownBy(() -> KvPlace.of(SETTING, place))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(SETTING + ".vault");
  }

  @Test
  void loses_the_end_of_its_line_as_a_file_does() {
    fixture.stub.put("quantonium/database", Map.of("password", VaultFixture.PASSWORD + "\n"));

    assertThat(fixture.vault().hold(SETTING, PLACE)).isEqualTo(fixture.password());
  }

  @Test
  void is_found_in_its_namespace() {
    fixture.stub.namespace = "team/quantum";
    refusal().hasMessageContaining("404");

    fixture.set.put("quantonium.vault.namespace", "team/quantum");
    assertThat(fixture.vault().hold(SETTING, PLACE)).isEqualTo(fixture.password());
  }

  @Test
  void is_refused_where_the_field_is_not_there_or_is_no_text() {
    fixture.stub.put("quantonium/database", Map.of("Password", "canary"));
    refusal().hasMessageContaining("has no text in a field password");
    fixture.stub.put("quantonium/database", Map.of("password", 12));
    refusal().hasMessageContaining("has no text in a field password");
    fixture.stub.put("quantonium/database", Map.of("password", Map.of("password", "canary")));
    refusal().hasMessageContaining("has no text in a field password");
    fixture.stub.put("quantonium/database", Map.of("password", "\n"));
    refusal().hasMessageContaining("is empty");
  }

  @Test
  void is_refused_where_it_was_deleted() {
    fixture.stub.delete("quantonium/database");

    refusal().hasMessageContaining("REFUSED").hasMessageContaining("it was deleted");
  }

  @Test
  void is_not_taken_from_a_version_1_engine() {
    fixture.withToken(fixture.stub.token());
    fixture.set.remove("quantonium.vault.approle.role.id");
    answerWith(200, "{\"data\":{\"password\":\"canary\",\"ttl\":60}}");

    refusal().hasMessageContaining("vault kv enable-versioning secret");
  }

  @Test
  void is_not_had_with_a_wrong_login() {
    fixture.set.put("quantonium.vault.approle.secret.id", "canary-of-another");

    refusal().hasMessageContaining("REFUSED").hasMessageContaining("400 to POST auth/approle");
  }

  @Test
  void is_not_had_with_a_wrong_token() {
    fixture.set.remove("quantonium.vault.approle.role.id");
    fixture.withToken("hvs.canary");

    refusal().hasMessageContaining("REFUSED").hasMessageContaining("403");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hvs.canary\nX-Vault-Namespace: root", "hvs.canary\u00e9", "hvs canary"})
  void is_not_had_with_a_token_that_is_no_header_and_which_is_not_quoted(String token) {
    fixture.set.remove("quantonium.vault.approle.role.id");
    fixture.withToken(token);

    refusal().hasMessageContaining("characters that no token has");
  }

  @Test
  void is_not_had_where_the_policy_does_not_permit_it_and_one_login_is_enough_to_know() {
    fixture.stub.instead =
        Optional.of(
            exchange -> {
              String path = exchange.getRequestURI().getPath();
              boolean login = path.endsWith("/login");
              if (login || path.endsWith("lookup-self")) {
                VaultStub.answer(
                    exchange, 200, "{\"auth\":{\"client_token\":\"t\",\"lease_duration\":60}}");
              } else {
                VaultStub.answer(exchange, 403, "{\"errors\":[\"canary\"]}");
              }
            });

    refusal().hasMessageContaining("its policy does not permit this");
    assertThat(fixture.stub.requests()).filteredOn(r -> r.contains("login")).hasSize(1);
  }

  /** A Vault that changes its leader is asked again; one that is refused something is not. */
  @ParameterizedTest
  @CsvSource({
    "429,3", "472,3", "473,3", "500,3", "502,3", "503,3", "302,3", "400,1", "404,1", "405,1"
  })
  void is_asked_for_again_where_that_may_help(int status, int requests) {
    answerWith(status, "{\"errors\":[\"canary\"]}");

    refusal()
        .hasMessageContaining(requests == 3 ? "AWAY" : "REFUSED")
        .hasMessageContaining("Vault answers " + status);
    assertThat(fixture.stub.requests()).hasSize(requests);
  }

  @Test
  void is_told_to_be_sealed() {
    answerWith(503, "{\"errors\":[\"Vault is sealed\"]}");

    refusal().hasMessageContaining("it is sealed");
  }

  @Test
  void is_had_when_vault_answers_again_in_time() {
    answerWith(503, "{\"errors\":[\"Vault is sealed\"]}");
    Optional<HttpHandler> sealed = fixture.stub.instead;
    fixture.stub.instead =
        Optional.of(
            exchange -> {
              fixture.stub.instead = Optional.empty();
              sealed.orElseThrow().handle(exchange);
            });

    assertThat(fixture.vault().hold(SETTING, PLACE)).isEqualTo(fixture.password());
  }

  @Test
  void is_not_looked_for_where_a_redirect_leads() throws Exception {
    try (VaultFixture other = new VaultFixture().withAppRole()) {
      fixture.stub.instead =
          Optional.of(
              exchange -> {
                exchange
                    .getResponseHeaders()
                    .set("Location", other.stub.url() + exchange.getRequestURI());
                VaultStub.answer(exchange, 307, "");
              });

      refusal().hasMessageContaining("no redirect is followed");
      assertThat(other.stub.requests()).isEmpty();
    }
  }

  @Test
  void is_not_waited_for_longer_than_the_time_out() {
    fixture.set.put("quantonium.vault.timeout.millis", "50");
    CountDownLatch never = new CountDownLatch(1);
    fixture.stub.instead =
        Optional.of(
            exchange -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                exchange.close();
              }
            });

    refusal().hasMessageContaining("no answer within 50 ms");
  }

  /** The head comes at once, and the body never ends. */
  @Test
  void is_not_waited_for_longer_than_the_time_out_in_the_middle_of_an_answer() {
    fixture.set.put("quantonium.vault.timeout.millis", "500");
    CountDownLatch never = new CountDownLatch(1);
    fixture.stub.instead =
        Optional.of(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              exchange.getResponseBody().write('{');
              exchange.getResponseBody().flush();
              try {
                never.await();
              } catch (InterruptedException e) {
                exchange.close();
              }
            });

    refusal().hasMessageContaining("no answer within 500 ms");
  }

  @Test
  void is_not_read_from_an_answer_without_end() {
    fixture.stub.instead =
        Optional.of(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              byte[] blanks = " ".repeat(1 << 16).getBytes(UTF_8);
              for (int i = 0; i < 10_000; i++) {
                exchange.getResponseBody().write(blanks);
              }
              exchange.close();
            });

    refusal().hasMessageContaining("more than 262144 bytes");
  }

  @Test
  void is_not_had_where_nothing_listens() {
    fixture.stub.close();

    refusal().hasMessageContaining("AWAY").hasMessageContaining("cannot be reached");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>canary</html>",
        "[]",
        "\"canary\"",
        "{\"auth\":{\"client_token\":\"canary\"}",
        "{\"auth\":{\"client_token\":\"canary\"}}}",
        "{\"auth\":{\"client_token\":\"canary\"}} {}",
        "{\"auth\":{\"client_token\":\"canary\",\"client_token\":\"canary\"}}",
        "{\"auth\":{\"client_token\":\"canary\"},\"\\u0061uth\":{}}",
        "{\"auth\":{\"client_token\":\"canary\\ud800\"}}",
        "{\"auth\":{\"client_token\":canary}}",
        "{'auth':{'client_token':'canary'}}",
        "{\"auth\":{\"client_token\":\"canary\",\"lease_duration\":123456789012345678901}}",
        "{\"a\":[[[[[[[[[[[[[[[[[\"canary\"]]]]]]]]]]]]]]]]]}"
      })
  void is_not_read_from_what_is_no_strict_json(String answer) {
    answerWith(200, answer);

    refusal().hasMessageContaining("not strict JSON");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"auth\":null}",
        "{\"auth\":{\"client_token\":\"\",\"mfa_requirement\":{}}}",
        "{\"auth\":{\"client_token\":12}}"
      })
  void is_not_had_where_the_login_gives_no_token(String answer) {
    answerWith(200, answer);

    refusal().hasMessageContaining("gives no token");
  }

  @Test
  void gives_the_token_that_it_was_lent_back_and_no_other() {
    Vault vault = fixture.vault();
    vault.hold(SETTING, PLACE);
    assertThat(fixture.stub.liveTokens()).isEqualTo(1);
    vault.close();
    assertThat(fixture.stub.liveTokens()).isZero();

    fixture.set.remove("quantonium.vault.approle.role.id");
    Vault another = fixture.withToken(fixture.stub.token()).vault();
    another.hold(SETTING, PLACE);
    another.close();
    assertThat(fixture.stub.liveTokens()).isEqualTo(1);
  }

  @Test
  void prints_nothing_secret() {
    VaultSettings settings = VaultSettings.from(fixture.config());

    assertThat(settings.toString()).contains("approle").doesNotContain("canary");
  }

  private void answerWith(int status, String body) {
    fixture.stub.instead = Optional.of(exchange -> VaultStub.answer(exchange, status, body));
  }
}

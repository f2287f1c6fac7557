package org.quantonium.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.sun.net.httpserver.HttpHandler;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.identity.TokenAlgorithm;
import org.quantonium.identity.TokenPolicy;
import org.quantonium.storage.Settings;

/** What an issuer's metadata and keys, and the settings that name it, must be like. */
class ExternalIssuerTest {
  private static final TokenPolicy OWN =
      new TokenPolicy(
          "http://127.0.0.1:8080", "quantonium", Duration.ofMinutes(10), Duration.ofSeconds(30));

  private IssuerStub stub;
  private final ECKey key = IssuerStub.es256();
  private final Map<String, String> set = new HashMap<>();

  @BeforeEach
  void start() throws Exception {
    stub = IssuerStub.start();
    stub.publish(key);
    set("url", stub.url());
    set("scopes", "qos-run=run:simulation");
    set("timeout.millis", "20000");
  }

  @AfterEach
  void stop() {
    stub.close();
  }

  private void set(String name, String value) {
    set.put("quantonium.issuer." + name, value);
  }

  private Optional<IssuerSettings> settings() {
    return IssuerSettings.from(Settings.catalogueWith(set));
  }

  private Set<String> kids() throws IssuerException {
    return new IssuerDocuments(settings().orElseThrow()).keys().keySet();
  }

  private IssuerException refusal() {
    return catchThrowableOfType(IssuerException.class, this::kids);
  }

  private void refuses(String part) {
    assertThat(refusal()).hasMessageContaining(part);
    assertThat(refusal().condition()).isEqualTo(IssuerCondition.REFUSED);
  }

  private void answering(HttpHandler handler) {
    stub.instead = Optional.of(handler);
  }

  private ExternalIssuer issuer() {
    return new ExternalIssuer(Settings.catalogueWith(set), OWN);
  }

  @Test
  void a_node_without_any_issuer_does_not_start_and_says_what_to_change() {
    set.put("quantonium.issuer.builtin", "false");
    issuer().configure();
    set.remove("quantonium.issuer.url");

    assertThatIllegalStateException()
        .isThrownBy(() -> issuer().configure())
        .withMessageContaining("quantonium.issuer.builtin is false")
        .withMessageContaining("quantonium.issuer.url names no other issuer. Set one of them.");
    set.put("quantonium.issuer.builtin", "true");
    issuer().configure();
  }

  @Test
  void tells_whether_a_word_makes_an_administrator() {
    assertThat(settings().orElseThrow().makesAdministrators()).isFalse();
    set("scopes", "qos-run=run:simulation,qos-keys=admin:keys");
    assertThat(settings().orElseThrow().makesAdministrators()).isTrue();
  }

  @Test
  void reads_the_keys_that_the_metadata_names() throws Exception {
    assertThat(kids()).containsExactly(key.getKeyID());
  }

  @Test
  void an_issuer_may_end_in_a_slash() throws Exception {
    set("url", stub.url() + "/");
    answering(
        e ->
            IssuerStub.answer(
                e,
                200,
                e.getRequestURI().getPath().equals("/realms/lab/.well-known/openid-configuration")
                    ? IssuerStub.metadata(stub.url() + "/", stub.url() + "/certs")
                    : "{\"keys\":[]}"));

    assertThat(kids()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "x", "/../lab"})
  void refuses_metadata_of_another_issuer(String difference) {
    answering(
        e ->
            IssuerStub.answer(
                e, 200, IssuerStub.metadata(stub.url() + difference, stub.url() + "/certs")));

    refuses("names another");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://elsewhere.example/certs",
        "http://elsewhere.example/certs",
        "http://127.0.0.1:1/certs",
        "http://user@127.0.0.1/certs",
        "file:///etc/passwd",
        "//127.0.0.1/certs",
        "certs",
        "%"
      })
  void asks_no_other_place_for_keys(String place) {
    answering(e -> IssuerStub.answer(e, 200, IssuerStub.metadata(stub.url(), place)));

    refuses("jwks_uri");
    assertThat(stub.requests.get()).isLessThanOrEqualTo(2);
  }

  @Test
  void follows_no_redirect() {
    answering(
        e -> {
          e.getResponseHeaders().set("Location", stub.url() + "/certs");
          e.sendResponseHeaders(302, -1);
        });

    refuses("no redirect is followed");
    assertThat(stub.requests.get()).isLessThanOrEqualTo(2);
  }

  @Test
  void reads_no_more_than_256_kib() {
    answering(e -> IssuerStub.answer(e, 200, "\"" + "x".repeat(300_000) + "\""));

    refuses("more than 262144 bytes");
  }

  @Test
  void waits_no_longer_than_the_time_out() throws Exception {
    set("timeout.millis", "200");
    CountDownLatch end = new CountDownLatch(1);
    answering(
        e -> {
          try {
            end.await();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        });

    assertThat(refusal()).hasMessageContaining("no answer within 200 ms");
    assertThat(refusal().condition()).isEqualTo(IssuerCondition.AWAY);
    end.countDown();
  }

  @Test
  void an_issuer_that_is_not_there_is_away() {
    stub.close();

    assertThat(refusal().condition()).isEqualTo(IssuerCondition.AWAY);
  }

  @ParameterizedTest
  @CsvSource({"500,AWAY", "503,AWAY", "404,REFUSED", "301,REFUSED", "204,AWAY"})
  void an_answer_that_is_not_200_is_none(int status, IssuerCondition condition) {
    answering(e -> e.sendResponseHeaders(status, -1));

    assertThat(refusal().condition()).isEqualTo(condition);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{\"keys\":[]",
        "{\"keys\":[]}{}",
        "{\"keys\":[],\"keys\":[]}",
        "{\"keys\":{}}",
        "{}",
        "<html>"
      })
  void keys_that_are_no_set_of_keys_are_none(String document) {
    stub.publish(document);

    assertThat(refusal().condition()).isEqualTo(IssuerCondition.REFUSED);
  }

  @Test
  void a_set_without_keys_is_one() throws Exception {
    stub.publish();

    assertThat(kids()).isEmpty();
  }

  @Test
  void passes_over_what_is_not_for_signatures() throws Exception {
    stub.publish(key, new ECKey.Builder(IssuerStub.es256()).keyUse(KeyUse.ENCRYPTION).build());

    assertThat(kids()).containsExactly(key.getKeyID());
  }

  @Test
  void takes_neither_of_two_keys_with_one_kid() throws Exception {
    ECKey other = IssuerStub.es256();
    stub.publish(key, other, new ECKey.Builder(other).keyUse(KeyUse.ENCRYPTION).build());

    assertThat(kids()).containsExactly(key.getKeyID());
  }

  @Test
  void admits_only_the_algorithms_of_the_settings() throws Exception {
    set("algorithms", "EdDSA,PS256");

    assertThat(kids()).isEmpty();
  }

  @Test
  void refuses_more_than_64_keys() {
    stub.publish("{\"keys\":[" + "{},".repeat(64) + "{}]}");

    refuses("at most 64");
  }

  @Test
  void does_not_admit_rs256_unless_it_is_named() {
    assertThat(settings().orElseThrow().algorithms())
        .containsExactlyInAnyOrder(
            TokenAlgorithm.ES256, TokenAlgorithm.EDDSA, TokenAlgorithm.PS256);
    set("algorithms", "RS256");
    assertThat(settings().orElseThrow().algorithms()).containsExactly(TokenAlgorithm.RS256);
  }

  @Test
  void there_is_none_unless_it_is_named() {
    set("url", "");

    assertThat(settings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://keycloak.example/realms/lab",
        "http://127.0.0.1.example/realms/lab",
        "https://user@keycloak.example/realms/lab",
        "https://keycloak.example/realms/lab?x=y",
        "https://keycloak.example/realms/lab#x",
        "https:///realms/lab",
        "keycloak.example",
        "ftp://keycloak.example",
        "ht tp://"
      })
  void a_place_that_others_can_change_is_no_issuer(String url) {
    set("url", url);

    assertThatIllegalStateException()
        .isThrownBy(this::settings)
        .withMessageContaining("quantonium.issuer.url");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "algorithms HS256",
        "algorithms none",
        "algorithms ES256,",
        "token.type at",
        "name Keycloak",
        "name a:b",
        "scopes qos-run",
        "scopes qos-run=run:everything",
        "scopes a=run:simulation,a=read:data",
        "scopes =run:simulation",
        "scopes.claim realm_access//roles",
        "required.claims typ",
        "refresh.seconds 0",
        "timeout.millis 0",
        "keep.seconds 300"
      })
  void a_setting_that_says_nothing_clear_stops_the_start(String name, String value) {
    set(name, value);

    assertThatIllegalStateException()
        .isThrownBy(this::settings)
        .withMessageContaining("quantonium.issuer.");
  }

  @Test
  void without_a_word_for_a_scope_it_would_be_good_for_nothing() {
    set("scopes", "");

    assertThatIllegalStateException().isThrownBy(this::settings);
  }

  @Test
  void tokens_of_type_jwt_need_a_claim_that_tells_them_from_id_tokens() {
    set("token.type", "JWT");
    IssuerSettings bare = settings().orElseThrow();
    assertThatIllegalStateException()
        .isThrownBy(() -> bare.trusted(OWN, kid -> Optional.empty()))
        .withMessageContaining("quantonium.issuer.required.claims");

    set("required.claims", "typ=Bearer");
    assertThat(settings().orElseThrow().trusted(OWN, kid -> Optional.empty())).isNotNull();
  }

  @Test
  void this_service_is_no_other_issuer() {
    set("url", OWN.issuer());

    assertThatThrownBy(() -> settings().orElseThrow().trusted(OWN, kid -> Optional.empty()))
        .hasMessageContaining("names another issuer");
  }
}

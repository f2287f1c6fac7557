package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A real Keycloak as the issuer of a node that has the settings of docs/OPERATIONS.md, but that it
 * reads keys every ten seconds.
 */
@Tag("apart")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@EnabledIfSystemProperty(
    named = "proof",
    matches = "true",
    disabledReason = "two minutes, and 180 MB to fetch: ./mvnw -Pproof")
class KeycloakIT {
  private static final Logger LOG = Logger.getLogger(KeycloakIT.class.getName());
  private static final int REFRESH_SECONDS = 10;

  /** How much longer a machine may take that has other work. */
  private static final int PATIENCE_SECONDS = 20;

  @TempDir private static Path directory;
  private static Keycloak keycloak;
  private static Node node;
  private static String firstKey;

  @BeforeAll
  static void start() throws Exception {
    keycloak = Keycloak.start(directory);
    firstKey = keycloak.addKey("ecdsa-generated", 100, Map.of("ecdsaEllipticCurveKey", "P-256"));
    keycloak.asDocumented("notebook", "runner", "reader");
    node = start("at+jwt");
  }

  private static Node start(String type) throws Exception {
    return Node.start(
            directory.resolve("keycloak"),
            "-Dquantonium.issuer.url=" + keycloak.url(),
            "-Dquantonium.issuer.name=keycloak",
            "-Dquantonium.issuer.token.type=" + type,
            "-Dquantonium.issuer.required.claims=typ=Bearer",
            "-Dquantonium.issuer.scopes.claim=resource_access/quantonium/roles",
            "-Dquantonium.issuer.scopes=runner=run:simulation,reader=read:data",
            "-Dquantonium.issuer.refresh.seconds=" + REFRESH_SECONDS)
        .awaitReady();
  }

  @AfterAll
  static void stop() {
    if (node != null) {
      node.kill();
    }
    if (keycloak != null) {
      keycloak.close();
    }
  }

  private static HttpResponse<String> simulate(String token) {
    return Http.send(
        node.request("/v1/simulations?seed=1")
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "text/x-qasm")
            .POST(BodyPublishers.ofString("qreg q[2];h q[0];cx q[0],q[1];"))
            .build());
  }

  private static int read(HttpResponse<String> simulation, String token) {
    return Http.send(
            node.request("/v1/simulations/" + Http.json(simulation).get("id"))
                .header("Authorization", "Bearer " + token)
                .build())
        .statusCode();
  }

  private static void addClient(String name, String attributes, String... roles) {
    keycloak.addClient(name, "\"access.token.header.type.rfc9068\":\"true\"" + attributes, "");
    keycloak.giveRoles(name, roles);
  }

  private static String signedBy(String algorithm) {
    return ",\"access.token.signed.response.alg\":\"" + algorithm + "\"";
  }

  @Test
  @Order(1)
  void tokens_of_it_do_what_their_roles_say() {
    String token = keycloak.token("notebook");
    addClient("audience", signedBy("ES256"), "reader");

    HttpResponse<String> made = simulate(token);

    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(read(made, token)).isEqualTo(200);
    assertThat(read(made, keycloak.token("audience"))).isEqualTo(404);
    assertThat(simulate(keycloak.token("audience")).statusCode()).isEqualTo(403);
  }

  /** First a key is made, then the one before signs no more, then it is taken back. */
  @Test
  @Order(2)
  void its_rotation_is_followed() {
    String before = keycloak.token("notebook");
    assertThat(simulate(before).statusCode()).isEqualTo(201);

    keycloak.addKey("ecdsa-generated", 200, Map.of("ecdsaEllipticCurveKey", "P-256"));
    String after = keycloak.token("notebook");
    assertThat(kid(after)).isNotEqualTo(kid(before));
    assertThat(simulate(after).statusCode()).as("the first token by a new key").isEqualTo(201);
    assertThat(simulate(before).statusCode()).isEqualTo(201);

    keycloak.switchOff(firstKey, "active");
    Http.sleep(Duration.ofSeconds(REFRESH_SECONDS + 2));
    assertThat(simulate(before).statusCode()).as("a passive key is published").isEqualTo(201);

    keycloak.switchOff(firstKey, "enabled");
    long off = System.nanoTime();
    while (simulate(before).statusCode() == 201) {
      assertThat(seconds(off)).isLessThan(REFRESH_SECONDS + PATIENCE_SECONDS);
      Http.sleep(Duration.ofMillis(200));
    }
    double took = seconds(off);
    LOG.info(() -> "Refused %.1f s after its key was disabled".formatted(took));
    assertThat(simulate(before).statusCode()).isEqualTo(401);
    assertThat(simulate(after).statusCode()).isEqualTo(201);
  }

  private static String kid(String token) {
    return token.substring(0, token.indexOf('.'));
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / (double) TimeUnit.SECONDS.toNanos(1);
  }

  @Test
  @Order(3)
  void each_algorithm_that_is_admitted_is_verified() {
    for (String algorithm : new String[] {"ES256", "PS256", "EdDSA"}) {
      String client = "client-" + algorithm;
      addClient(client, signedBy(algorithm), "runner");
      // Its key may be new, and others of unknown keys were sent within 30 seconds.
      node.await(() -> simulate(keycloak.token(client)).statusCode() == 201, algorithm);
    }
  }

  @Test
  @Order(4)
  void refuses_what_it_issued_for_something_else() {
    Map<String, String> tokens = new LinkedHashMap<>();
    addClient("brief", signedBy("ES256") + ",\"access.token.lifespan\":\"1\"", "runner");
    addClient("long", signedBy("ES256") + ",\"access.token.lifespan\":\"3600\"", "runner");
    addClient("rsa", signedBy("RS256"), "runner");
    addClient("large", signedBy("ES512"), "runner");
    addClient("nobody", signedBy("ES256"));
    keycloak.addClient(
        "later",
        "\"access.token.header.type.rfc9068\":\"true\"" + signedBy("ES256"),
        mapper(
            "oidc-hardcoded-claim-mapper",
            "\"claim.name\":\"nbf\",\"claim.value\":\"4102444800\",\"jsonType.label\":\"long\",\"access.token.claim\":\"true\""));
    keycloak.giveRoles("later", "runner");
    String brief = keycloak.token("brief");
    long sent = System.nanoTime();
    assertThat(simulate(brief).statusCode()).isEqualTo(201);
    JsonNode grant = person("desk", ",\"id.token.signed.response.alg\":\"ES256\"");
    assertThat(simulate(grant.get("access_token").asString()).statusCode()).isEqualTo(201);

    tokens.put("an ID token for us", grant.get("id_token").asString());
    tokens.put("a refresh token", grant.get("refresh_token").asString());
    tokens.put("another realm", keycloak.administratorsToken());
    tokens.put("without our audience", keycloak.token("nobody"));
    tokens.put("RS256", keycloak.token("rsa"));
    tokens.put("ES512", keycloak.token("large"));
    tokens.put("an hour long", keycloak.token("long"));
    tokens.put("not before 2100", keycloak.token("later"));
    // Clocks may differ by 30 seconds.
    while (seconds(sent) < 33) {
      Http.sleep(Duration.ofMillis(200));
    }
    tokens.put("expired", brief);

    refuses(tokens);
  }

  private static String mapper(String kind, String config) {
    return ",\"protocolMappers\":[{\"name\":\"x\",\"protocol\":\"openid-connect\",\"protocolMapper\":\"%s\",\"config\":{%s}}]"
        .formatted(kind, config);
  }

  /** What somebody with a password gets from a client there; the ID token names us too. */
  private static JsonNode person(String client, String attributes) {
    keycloak.addClient(
        client,
        "\"access.token.header.type.rfc9068\":\"true\"" + signedBy("ES256") + attributes,
        mapper(
            "oidc-audience-mapper",
            "\"included.client.audience\":\"quantonium\",\"id.token.claim\":\"true\",\"access.token.claim\":\"true\""));
    String password = keycloak.addUser(client, "runner");
    return keycloak.grant(
        "lab",
        Map.of(
            "grant_type",
            "password",
            "client_id",
            client,
            "client_secret",
            keycloak.read("/clients?clientId=" + client).get(0).get("secret").asString(),
            "username",
            client,
            "password",
            password,
            "scope",
            "openid"));
  }

  @Test
  @Order(5)
  void refuses_forged_variants_of_its_tokens() throws Exception {
    ECKey known = keycloak.addKnownKey(300);
    node.await(
        () -> simulate(keycloak.token("notebook")).statusCode() == 201, "take the known key");
    String genuine = keycloak.token("notebook");
    String kid = SignedJWT.parse(genuine).getHeader().getKeyID();
    ECKey key = new ECKey.Builder(known).keyID(kid).build();

    assertThat(simulate(KeycloakForgeries.draft(genuine, key).sign()).statusCode())
        .as("the same, signed by the test")
        .isEqualTo(201);
    Map<String, String> forgeries = KeycloakForgeries.of(genuine, key);
    refuses(forgeries);
    LOG.info(() -> forgeries.size() + " forged tokens were refused");
    assertThat(simulate(genuine).statusCode()).isEqualTo(201);
  }

  private static void refuses(Map<String, String> tokens) {
    tokens.forEach(
        (name, token) -> {
          HttpResponse<String> answer = simulate(token);
          assertThat(answer.statusCode()).as(name).isEqualTo(401);
          assertThat(answer.headers().allValues("WWW-Authenticate"))
              .as(name)
              .containsExactly("Bearer realm=\"quantonium\", error=\"invalid_token\"");
        });
  }

  /** As the console makes clients: the realm's algorithm, and JWT in the header. */
  @Test
  @Order(6)
  void a_client_of_the_consoles_making_works_where_settings_say_so() throws Exception {
    keycloak.update("", "{\"defaultSignatureAlgorithm\":\"ES256\"}");
    keycloak.addClient("console", "", "");
    keycloak.giveRoles("console", "runner");
    assertThat(simulate(keycloak.token("console")).statusCode()).isEqualTo(401);
    JsonNode grant = person("terminal", "");
    node.kill();
    node = start("JWT");

    node.await(() -> simulate(keycloak.token("console")).statusCode() == 201, "take its tokens");
    refuses(
        Map.of(
            "at+jwt", grant.get("access_token").asString(),
            "an ID token for us", grant.get("id_token").asString()));
  }
}

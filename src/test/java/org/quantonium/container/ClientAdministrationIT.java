package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantonium.container.Administration.change;
import static org.quantonium.container.Administration.first;
import static org.quantonium.container.Administration.get;
import static org.quantonium.container.Administration.in;
import static org.quantonium.container.Administration.makeSecret;
import static org.quantonium.container.Administration.post;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The life of a client, from its registration on. */
@ExtendWith(ArquillianExtension.class)
class ClientAdministrationIT {
  private static final String GRANT = "grant_type=client_credentials";
  private static final String BOOTSTRAP = Administration.CLIENTS + "/bootstrap";

  @Test
  void lists_every_client_in_pages() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      made.add(Auditor.id(Auditor.client("pages", "read:data")));
    }
    List<String> found = new ArrayList<>();
    String next = Administration.CLIENTS + "?limit=100";
    while (next != null) {
      Map<String, Object> page = Http.json(Http.get(next, first()));
      clients(page).forEach(client -> found.add((String) client.get("client_id")));
      next = (String) page.get("next");
    }

    assertThat(found).containsAll(made).contains("bootstrap").doesNotHaveDuplicates();
    Map<String, Object> small = Http.json(Http.get(Administration.CLIENTS + "?limit=1", first()));
    assertThat(clients(small)).hasSize(1);
    assertThat((String) small.get("next")).endsWith("&after=" + found.get(0));
    for (String query : List.of("limit=0", "limit=101", "after=a_b", "after=")) {
      assertThat(Http.get(Administration.CLIENTS + "?" + query, first()).statusCode())
          .as(query)
          .isEqualTo(422);
    }
  }

  @Test
  void changes_what_the_administrator_has_seen_and_nothing_else() {
    String credentials = Auditor.client("acme", "read:data");
    String id = Auditor.id(credentials);
    int seen = (int) Http.json(get(first(), id)).get("version");

    HttpResponse<String> changed =
        change(first(), id, seen, "\"read:data\",\"run:simulation\"", "");

    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    assertThat(Http.json(changed))
        .containsEntry("name", "changed")
        .containsEntry("version", seen + 1)
        .doesNotContainKey("expires_at");
    assertThat(Http.token(credentials, "run:simulation")).isNotEmpty();
    HttpResponse<String> late = change(first(), id, seen, "\"read:data\"", "");
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("read it again");
    assertThat(Auditor.entries("action=CLIENT_CHANGED"))
        .filteredOn(entry -> entry.get("resource").equals(Administration.CLIENTS + "/" + id))
        .hasSize(1)
        .allSatisfy(
            entry ->
                assertThat(entry.get("scopes")).isEqualTo(List.of("read:data", "run:simulation")));
  }

  @Test
  void refuses_changes_that_are_not_right() {
    String id = Auditor.id(Auditor.client("acme", "read:data"));
    String narrow = Http.token(Server.bootstrapCredentials(), "admin:clients");

    assertThat(change(narrow, id, "\"read:data\"", "").statusCode()).isEqualTo(200);
    assertThat(change(narrow, id, "\"read:data\",\"run:simulation\"", "").statusCode())
        .isEqualTo(403);
    assertThat(change(first(), id, "\"read:all\"", "").statusCode()).isEqualTo(422);
    assertThat(change(first(), id, "", "").statusCode()).isEqualTo(422);
    for (String end : List.of("2020-01-01T00:00:00Z", "soon", "2100-01-01T00:00:00.5Z")) {
      String more = ",\"expires_at\":\"" + end + "\"";
      assertThat(change(first(), id, "\"read:data\"", more).statusCode()).as(end).isEqualTo(422);
    }
    assertThat(change(first(), "nobody", 1, "\"read:data\"", "").statusCode()).isEqualTo(404);
  }

  /** What it has lost it cannot use; the five seconds of that stand for another node's clock. */
  @Test
  void takes_scopes_and_every_token_away_at_once() {
    String credentials = Auditor.client("acme", "read:data", "run:simulation");
    String token = Http.token(credentials);
    assertThat(read(token)).isEqualTo(200);

    change(first(), Auditor.id(credentials), "\"run:simulation\"", "");

    assertThat(read(token)).isEqualTo(401);
    assertThat(Http.postForm("/v1/token", credentials, GRANT + "&scope=read:data").statusCode())
        .isEqualTo(400);
  }

  @Test
  void disables_and_enables() {
    String credentials = Auditor.client("acme", "read:data");
    String path = Administration.CLIENTS + "/" + Auditor.id(credentials);
    String token = Http.token(credentials);

    HttpResponse<String> disabled = post(first(), path + "/disable");

    assertThat(Http.json(disabled)).containsEntry("enabled", false);
    assertThat(read(token)).isEqualTo(401);
    assertThat(Http.postForm("/v1/token", credentials, GRANT).statusCode()).isEqualTo(401);
    assertThat(post(first(), path + "/disable").body()).isEqualTo(disabled.body());

    assertThat(Http.json(post(first(), path + "/enable"))).containsEntry("enabled", true);
    Instant end = Instant.now().plusSeconds(30);
    while (read(Http.token(credentials)) != 200 && Instant.now().isBefore(end)) {
      Http.sleep(Duration.ofMillis(500));
    }
    assertThat(read(Http.token(credentials))).isEqualTo(200);
    assertThat(Auditor.entries("action=CLIENT_DISABLED"))
        .filteredOn(entry -> entry.get("resource").equals(path))
        .hasSize(1);
    assertThat(Auditor.entries("action=CLIENT_ENABLED"))
        .filteredOn(entry -> entry.get("resource").equals(path))
        .hasSize(1);
  }

  @Test
  void has_two_secrets_for_a_while_and_never_three() {
    String credentials = Auditor.client("acme", "read:data");
    String id = Auditor.id(credentials);

    HttpResponse<String> second = makeSecret(first(), id, "{}");

    assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
    String next = ClientsIT.credentials(second);
    assertThat(Http.token(credentials)).isNotEmpty();
    assertThat(Http.token(next)).isNotEmpty();
    List<Map<String, Object>> secrets = secrets(get(first(), id));
    assertThat(secrets).extracting(secret -> secret.get("id")).containsExactly(2, 1);
    assertThat(secrets.get(0)).doesNotContainKey("expires_at");
    assertThat(
            Duration.between(
                Instant.parse((String) secrets.get(0).get("created_at")),
                Instant.parse((String) secrets.get(1).get("expires_at"))))
        .isEqualTo(Duration.ofHours(24));
    HttpResponse<String> third = makeSecret(first(), id, "{\"overlap_seconds\":1}");
    assertThat(third.statusCode()).isEqualTo(409);
    assertThat(third.body()).contains("overlap_seconds 0");

    String last = ClientsIT.credentials(makeSecret(first(), id, "{\"overlap_seconds\":0}"));

    assertThat(Http.token(last)).isNotEmpty();
    for (String old : List.of(credentials, next)) {
      assertThat(Http.postForm("/v1/token", old, GRANT).statusCode()).isEqualTo(401);
    }
    assertThat(secrets(get(first(), id))).hasSize(1);
    assertThat(Auditor.entries("action=CLIENT_SECRET_MADE"))
        .filteredOn(entry -> entry.get("resource").equals(Administration.CLIENTS + "/" + id))
        .extracting(entry -> entry.get("secret"))
        .containsExactlyInAnyOrder(2, 3);
  }

  @Test
  void the_older_secret_ends_by_itself() {
    String credentials = Auditor.client("acme", "read:data");

    String next =
        ClientsIT.credentials(
            makeSecret(first(), Auditor.id(credentials), "{\"overlap_seconds\":1}"));
    Http.sleep(Duration.ofMillis(1100));

    assertThat(Http.postForm("/v1/token", credentials, GRANT).statusCode()).isEqualTo(401);
    assertThat(Http.token(next)).isNotEmpty();
  }

  @Test
  void gives_a_secret_to_who_has_its_scopes_and_for_30_days_at_most() {
    String id = Auditor.id(Auditor.client("acme", "read:data"));
    String narrow = Http.token(Server.bootstrapCredentials(), "admin:clients");

    assertThat(makeSecret(narrow, id, "{}").statusCode()).isEqualTo(403);
    // Its own client's secret would be worth more than the token.
    assertThat(makeSecret(narrow, "bootstrap", "{}").statusCode()).isEqualTo(403);
    assertThat(makeSecret(first(), id, "{\"overlap_seconds\":-1}").statusCode()).isEqualTo(422);
    assertThat(makeSecret(first(), id, "{\"overlap_seconds\":2592001}").statusCode())
        .isEqualTo(422);
    assertThat(makeSecret(first(), id, "{\"overlap_seconds\":2592000}").statusCode())
        .isEqualTo(200);
  }

  @Test
  void no_token_outlives_its_client() throws Exception {
    String end = in(Duration.ofSeconds(90));
    String credentials =
        ClientsIT.credentials(
            Administration.register(
                first(),
                "{\"tenant\":\"acme\",\"name\":\"x\",\"scopes\":[\"read:data\"],\"expires_at\":\"%s\"}"
                    .formatted(end)));

    HttpResponse<String> answer = Http.postForm("/v1/token", credentials, GRANT);

    String token = (String) Http.json(answer).get("access_token");
    assertThat(SignedJWT.parse(token).getJWTClaimsSet().getExpirationTime().toInstant())
        .isEqualTo(Instant.parse(end));
    assertThat((int) Http.json(answer).get("expires_in")).isBetween(1, 90);
    assertThat(read(token)).isEqualTo(200);
  }

  @Test
  void a_client_that_has_ended_gets_nothing() throws Exception {
    String credentials = Auditor.client("acme", "read:data");
    String token = Http.token(credentials);
    ECKey signer = ClientKeysIT.newKey();
    String end = in(Duration.ofSeconds(4));
    String more = ",\"expires_at\":\"" + end + "\"";

    assertThat(change(first(), Auditor.id(credentials), "\"read:data\"", more).statusCode())
        .isEqualTo(200);
    String withKeys = ClientKeysIT.withKeys(signer, more);

    // It would have lived for ten minutes.
    assertThat(read(token)).isEqualTo(401);
    while (Instant.now().isBefore(Instant.parse(end))) {
      Http.sleep(Duration.ofMillis(50));
    }
    assertThat(Http.postForm("/v1/token", credentials, GRANT).statusCode()).isEqualTo(401);
    assertThat(ClientKeysIT.assertion(signer, withKeys).statusCode()).isEqualTo(401);
    assertThat(Http.json(get(first(), Auditor.id(credentials)))).containsEntry("enabled", true);
  }

  @Test
  void tells_when_a_client_was_last_used_to_the_minute() {
    String credentials = Auditor.client("acme", "read:data");
    String id = Auditor.id(credentials);
    assertThat(Http.json(get(first(), id))).doesNotContainKey("last_used_at");

    Http.token(credentials);

    Instant used = Instant.parse((String) Http.json(get(first(), id)).get("last_used_at"));
    assertThat(used.getEpochSecond() % 60).isZero();
    assertThat(Duration.between(used, Instant.now())).isLessThan(Duration.ofMinutes(2));
  }

  /** The second one, if there is one, ends. */
  @Test
  void the_last_administrator_that_does_not_end_stays() {
    String all =
        strings(Http.json(get(first(), "bootstrap")).get("scopes")).stream()
            .collect(Collectors.joining("\",\"", "\"", "\""));
    Administration.second();

    HttpResponse<String> disabled = post(first(), BOOTSTRAP + "/disable");

    assertThat(disabled.statusCode()).isEqualTo(409);
    assertThat(disabled.body()).contains("give another one that scope first");
    assertThat(change(first(), "bootstrap", all.replace("\"admin:clients\",", ""), "").statusCode())
        .isEqualTo(409);
    String more = ",\"expires_at\":\"" + in(Duration.ofDays(1)) + "\"";
    assertThat(change(first(), "bootstrap", all, more).statusCode()).isEqualTo(409);
    assertThat(read(first())).isEqualTo(200);
  }

  /** Both tokens were good when the requests came. */
  @Test
  void of_two_administrators_who_disable_each_other_at_once_one_is_disabled() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    for (int round = 0; round < 3; round++) {
      HttpResponse<String> one = administrator();
      HttpResponse<String> other = administrator();
      List<Callable<Integer>> disabling = List.of(disabling(one, other), disabling(other, one));
      List<Integer> answers = new ArrayList<>();
      for (Future<Integer> answer : threads.invokeAll(disabling)) {
        answers.add(answer.get());
      }

      assertThat(answers).containsOnlyOnce(200);
      assertThat(answers).containsAnyOf(401, 403);
    }
    threads.shutdown();
  }

  private static HttpResponse<String> administrator() {
    // Must be there before: who is made while there is one alone is made by one.
    String second = Administration.second();
    HttpResponse<String> waiting =
        Administration.register(first(), Administration.administrator(in(Duration.ofHours(1))));
    HttpResponse<String> made = post(second, Administration.confirm(waiting));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return made;
  }

  private static Callable<Integer> disabling(HttpResponse<String> by, HttpResponse<String> whom) {
    String token = Http.token(ClientsIT.credentials(by));
    String path = Administration.CLIENTS + "/" + Http.json(whom).get("client_id") + "/disable";
    return () -> post(token, path).statusCode();
  }

  private static int read(String token) {
    return Http.get("/v1/simulations", token).statusCode();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> secrets(HttpResponse<String> client) {
    return (List<Map<String, Object>>) Http.json(client).get("secrets");
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> clients(Map<String, Object> page) {
    return (List<Map<String, Object>>) page.get("clients");
  }

  @SuppressWarnings("unchecked")
  private static List<String> strings(Object list) {
    return (List<String>) list;
  }
}

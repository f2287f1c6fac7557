package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.quantonium.container.Auditor.Listed;

/** What is recorded of whom, as it stands in the log. */
@ExtendWith(ArquillianExtension.class)
class RecordedIT {
  private static final String GRANT = "grant_type=client_credentials";
  private static final int FLOOD = 10_000;
  private static final Duration WINDOW = Duration.ofSeconds(60);

  @Test
  void records_a_token_and_neither_it_nor_the_secret_that_it_was_given_for() {
    String credentials = Auditor.client("acme", "read:data");
    String token = Http.token(credentials);
    Listed issued = Auditor.only(credentials, "TOKEN_ISSUED");

    assertThat(issued.entry())
        .containsEntry("outcome", "SUCCEEDED")
        .containsEntry("resource", "/v1/token")
        .containsEntry("client", Auditor.id(credentials))
        .containsEntry("tenant", "acme")
        .containsEntry("tokenId", Auditor.tokenId(token))
        .containsEntry("scopes", List.of("read:data"))
        .containsKeys("keyId", "expires", "subject", "address")
        .doesNotContainKey("requestDigest");
    assertThat(issued.view().toString())
        .doesNotContain(token, credentials.substring(credentials.indexOf(':') + 1));
  }

  @Test
  void records_a_refused_login_by_its_address_alone() {
    String guess = "x".repeat(43);
    Http.postForm("/v1/token", "nobody-of-that-name:" + guess, GRANT);
    List<Listed> refused = Auditor.entries("action=TOKEN_REFUSED");

    assertThat(refused)
        .isNotEmpty()
        .allSatisfy(
            e -> {
              assertThat(e.entry())
                  .containsEntry("outcome", "REFUSED")
                  .containsEntry("resource", "/v1/token")
                  .containsKeys("address", "errors", "count", "from", "to")
                  .doesNotContainKeys("subject", "client", "tenant", "requestDigest");
              assertThat(e.members("address")).containsEntry("value", "127.0.0.1");
              assertThat(e.view().toString()).doesNotContain(guess, "nobody-of-that-name");
            });
  }

  @Test
  void records_a_forged_token() {
    String token = Http.token(Server.bootstrapCredentials(), "read:data");
    String forged = token.substring(0, token.length() - 4) + "AAAA";
    assertThat(Http.get("/v1/simulations", forged).statusCode()).isEqualTo(401);

    assertThat(Auditor.entries("action=AUTHENTICATION_FAILED"))
        .isNotEmpty()
        .allSatisfy(
            e -> {
              assertThat(e.entry())
                  .containsEntry("outcome", "REFUSED")
                  .containsKeys("address", "count")
                  .doesNotContainKeys("subject", "client", "tenant");
              assertThat(e.view().toString()).doesNotContain(forged);
            });
  }

  @Test
  void does_not_record_a_call_without_a_token() {
    int before = Auditor.entries("outcome=REFUSED").size();
    for (int i = 0; i < 5; i++) {
      assertThat(Http.send(Http.request("/v1/simulations").build()).statusCode()).isEqualTo(401);
    }

    // Counts of earlier refusals may be written meanwhile, one for each of the three actions.
    assertThat(Auditor.entries("outcome=REFUSED")).hasSizeBetween(before, before + 3);
  }

  @Test
  void records_a_missing_scope_once_however_often_it_is_missed() {
    String credentials = Auditor.client("acme", "read:data");
    String token = Http.token(credentials);
    for (int i = 0; i < 5; i++) {
      assertThat(Http.get("/v1/ledger/entries/0", token).statusCode()).isEqualTo(403);
    }

    assertThat(Auditor.only(credentials, "SCOPE_REFUSED").entry())
        .containsEntry("outcome", "REFUSED")
        .containsEntry("resource", "/v1/ledger/entries/0")
        .containsEntry("scopes", List.of("read:ledger"))
        .containsEntry("count", 1);
  }

  @Test
  void records_a_new_client_and_not_its_secret() {
    String credentials = Auditor.client("acme", "read:data", "run:simulation");
    String id = Auditor.id(credentials);
    List<Listed> registered =
        Auditor.entries("action=CLIENT_REGISTERED&client=bootstrap").stream()
            .filter(e -> e.get("resource").equals("/v1/admin/clients/" + id))
            .toList();

    assertThat(registered).hasSize(1);
    assertThat(registered.get(0).entry())
        .containsEntry("outcome", "SUCCEEDED")
        .containsEntry("clientTenant", "acme")
        .containsEntry("scopes", List.of("read:data", "run:simulation"))
        .containsKey("requestDigest");
    assertThat(registered.get(0).view().toString())
        .doesNotContain(credentials.substring(credentials.indexOf(':') + 1));
  }

  @Test
  void bounds_what_a_flood_of_refused_logins_adds() throws Exception {
    int before = Auditor.entries("action=TOKEN_REFUSED").size();
    Instant start = Instant.now();
    ExecutorService clients = Executors.newFixedThreadPool(16);
    List<Future<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < FLOOD; i++) {
      String credentials = "c-" + i + ":" + "x".repeat(43);
      answers.add(clients.submit(() -> Http.postForm("/v1/token", credentials, GRANT)));
    }
    for (Future<HttpResponse<String>> answer : answers) {
      assertThat(answer.get().statusCode()).isEqualTo(401);
    }
    clients.shutdown();
    int added = Auditor.entries("action=TOKEN_REFUSED").size() - before;
    long windows = 1 + Duration.between(start, Instant.now()).dividedBy(WINDOW);

    // One entry begins a window and one ends it; a window that was open before ends in here.
    assertThat((long) added).as("in " + windows + " windows").isLessThanOrEqualTo(2 * windows);
    assertThat(before + added).isPositive();
  }
}

package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantonium.container.Administration.administrator;
import static org.quantonium.container.Administration.approval;
import static org.quantonium.container.Administration.change;
import static org.quantonium.container.Administration.confirm;
import static org.quantonium.container.Administration.delete;
import static org.quantonium.container.Administration.first;
import static org.quantonium.container.Administration.get;
import static org.quantonium.container.Administration.in;
import static org.quantonium.container.Administration.makeSecret;
import static org.quantonium.container.Administration.post;
import static org.quantonium.container.Administration.register;
import static org.quantonium.container.Administration.second;
import static org.quantonium.container.ClientKeysIT.assertion;
import static org.quantonium.container.ClientKeysIT.newKey;
import static org.quantonium.container.ClientKeysIT.publicOf;
import static org.quantonium.container.ClientKeysIT.put;

import com.nimbusds.jose.jwk.ECKey;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What two administrators must agree on. */
@ExtendWith(ArquillianExtension.class)
class ApprovalsIT {
  private String first;
  private String second;

  @BeforeEach
  void administrators() {
    second = second();
    first = Http.token(Server.bootstrapCredentials(), "admin:clients read:data");
  }

  /** It came first, when nobody could have confirmed. */
  @Test
  void one_alone_made_the_second_and_that_is_recorded() {
    assertThat(Auditor.entries("action=APPROVAL_WAIVED"))
        .hasSize(1)
        .allSatisfy(
            entry ->
                assertThat(entry.entry())
                    .containsEntry("client", "bootstrap")
                    .containsEntry("operation", "REGISTER_CLIENT"));
  }

  @Test
  void an_administrator_is_made_by_two_once_and_both_are_recorded() {
    HttpResponse<String> waiting = register(first, administrator(in(Duration.ofHours(1))));

    assertThat(waiting.statusCode()).as(waiting.body()).isEqualTo(202);
    assertThat(waiting.headers().firstValue("Location").orElse("")).endsWith(approval(waiting));
    assertThat(waiting.body()).doesNotContain("client_secret");
    assertThat(Http.json(waiting))
        .containsEntry("state", "PENDING")
        .containsEntry("operation", "REGISTER_CLIENT")
        .containsEntry("proposed_by", "bootstrap")
        .containsKey("request");
    assertThat(Http.get(Administration.APPROVALS, second).body())
        .contains((String) Http.json(waiting).get("id"));

    HttpResponse<String> own = post(first, confirm(waiting));
    assertThat(own.statusCode()).isEqualTo(403);
    assertThat(own.body()).contains("another administrator must confirm");
    HttpResponse<String> made = post(second, confirm(waiting));

    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(Http.token(ClientsIT.credentials(made), "admin:clients")).isNotEmpty();
    assertThat(post(second, confirm(waiting)).statusCode()).isEqualTo(409);
    assertThat(delete(first, approval(waiting)).statusCode()).isEqualTo(409);
    String confirmer = Auditor.id(Administration.secondCredentials());
    assertThat(Http.json(Http.get(approval(waiting), first)))
        .containsEntry("state", "CONFIRMED")
        .containsEntry("decided_by", confirmer);
    assertThat(Auditor.entries("action=APPROVAL_CONFIRMED&client=" + confirmer))
        .filteredOn(entry -> entry.get("resource").equals(approval(waiting)))
        .hasSize(1)
        .allSatisfy(entry -> assertThat(entry.entry()).containsEntry("proposedBy", "bootstrap"));
    assertThat(Auditor.entries("action=APPROVAL_PROPOSED&client=bootstrap"))
        .filteredOn(entry -> entry.get("resource").equals(approval(waiting)))
        .hasSize(1);
    String clientId = (String) Http.json(made).get("client_id");
    assertThat(Auditor.entries("action=CLIENT_REGISTERED&client=" + confirmer))
        .filteredOn(entry -> ((String) entry.get("resource")).endsWith(clientId))
        .hasSize(1);
  }

  @Test
  void of_many_confirmations_at_once_one_makes_the_client() throws Exception {
    HttpResponse<String> waiting = register(first, administrator(in(Duration.ofHours(1))));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    Callable<HttpResponse<String>> confirming = () -> post(second, confirm(waiting));
    List<Integer> answers = new ArrayList<>();
    for (Future<HttpResponse<String>> one : threads.invokeAll(Collections.nCopies(8, confirming))) {
      answers.add(one.get().statusCode());
    }
    threads.shutdown();

    assertThat(answers).containsOnlyOnce(201);
    assertThat(answers).containsOnly(201, 409);
  }

  @Test
  void what_makes_no_administrator_waits_for_nobody() {
    HttpResponse<String> made = ClientsIT.register(first(), "acme", "\"run:simulation\"");
    String id = (String) Http.json(made).get("client_id");

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(change(first(), id, "\"run:simulation\",\"read:data\"", "").statusCode())
        .isEqualTo(200);
    assertThat(makeSecret(first(), id, "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void a_scope_of_administration_waits_whether_it_is_new_or_comes_back() {
    String id = Auditor.id(Auditor.client("acme", "read:data"));

    HttpResponse<String> waiting = change(first, id, "\"read:data\",\"admin:clients\"", "");

    assertThat(waiting.statusCode()).as(waiting.body()).isEqualTo(202);
    assertThat(get(first, id).body()).doesNotContain("admin:clients");
    HttpResponse<String> changed = post(second, confirm(waiting));
    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    assertThat(get(first, id).body()).contains("admin:clients");

    String path = Administration.CLIENTS + "/" + id;
    assertThat(makeSecret(first, id, "{}").statusCode()).isEqualTo(202);
    assertThat(post(first, path + "/disable").statusCode()).isEqualTo(200);
    HttpResponse<String> enabling = post(first, path + "/enable");
    assertThat(enabling.statusCode()).isEqualTo(202);
    assertThat(Http.json(post(second, confirm(enabling)))).containsEntry("enabled", true);
    assertThat(change(first, id, "\"read:data\"", "").statusCode()).isEqualTo(200);
  }

  @Test
  void who_got_secret_or_scopes_after_the_proposal_is_not_the_second() {
    HttpResponse<String> made =
        post(second, confirm(register(first, administrator(in(Duration.ofHours(1))))));
    String third = Http.token(ClientsIT.credentials(made));
    String id = (String) Http.json(made).get("client_id");
    HttpResponse<String> waiting = register(first, administrator(in(Duration.ofHours(1))));
    assertThat(makeSecret(third, id, "{\"overlap_seconds\":0}").statusCode()).isEqualTo(200);

    HttpResponse<String> answer = post(third, confirm(waiting));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("after this was proposed");
    Http.sleep(Duration.ofMillis(5));
    HttpResponse<String> again = register(first, administrator(in(Duration.ofHours(1))));
    assertThat(post(third, confirm(again)).statusCode()).isEqualTo(201);
  }

  @Test
  void what_was_changed_meanwhile_is_not_done() {
    String id = Auditor.id(Auditor.client("acme", "read:data"));
    HttpResponse<String> waiting = change(first, id, "\"read:data\",\"admin:clients\"", "");
    change(first, id, "\"read:data\"", "");

    HttpResponse<String> answer = post(second, confirm(waiting));

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("read it again");
    assertThat(Http.json(Http.get(approval(waiting), first))).containsEntry("state", "PENDING");
  }

  @Test
  void who_proposed_withdraws_and_nobody_else() {
    HttpResponse<String> waiting = register(first, administrator(in(Duration.ofHours(1))));

    assertThat(delete(second, approval(waiting)).statusCode()).isEqualTo(403);
    HttpResponse<String> withdrawn = delete(first, approval(waiting));

    assertThat(Http.json(withdrawn)).containsEntry("state", "WITHDRAWN");
    assertThat(post(second, confirm(waiting)).statusCode()).isEqualTo(409);
    assertThat(Http.get(Administration.APPROVALS, second).body())
        .doesNotContain((String) Http.json(waiting).get("id"));
    assertThat(Auditor.entries("action=APPROVAL_WITHDRAWN"))
        .anySatisfy(entry -> assertThat(entry.get("resource")).isEqualTo(approval(waiting)));
  }

  @Test
  void there_is_no_approval_of_another_id() {
    assertThat(Http.get(Administration.APPROVALS + "/none", first).statusCode()).isEqualTo(404);
    assertThat(post(first, Administration.APPROVALS + "/none/confirm").statusCode()).isEqualTo(404);
    assertThat(delete(first, Administration.APPROVALS + "/none").statusCode()).isEqualTo(404);
  }

  @Test
  void nobody_confirms_what_their_token_lacks() {
    HttpResponse<String> waiting = register(first, administrator(in(Duration.ofHours(1))));
    String narrow = Http.token(Administration.secondCredentials(), "admin:clients");

    assertThat(post(narrow, confirm(waiting)).statusCode()).isEqualTo(403);
    assertThat(post(second, confirm(waiting)).statusCode()).isEqualTo(201);
  }

  /** As a secret would be: who chooses an administrator's keys has its scopes. */
  @Test
  void keys_of_an_administrator_are_given_by_two() throws Exception {
    ECKey signer = newKey();
    ECKey other = newKey();
    HttpResponse<String> registering = register(first, administratorWith(signer));
    assertThat(registering.statusCode()).as(registering.body()).isEqualTo(202);
    HttpResponse<String> made = post(second, confirm(registering));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(Http.json(made))
        .doesNotContainKey("client_secret")
        .containsEntry("token_endpoint_auth_method", "private_key_jwt");
    String id = (String) Http.json(made).get("client_id");

    HttpResponse<String> waiting = put(id, publicOf(other), first);
    assertThat(waiting.statusCode()).as(waiting.body()).isEqualTo(202);
    assertThat(Http.json(waiting))
        .containsEntry("operation", "SET_CLIENT_KEYS")
        .containsEntry("target", Administration.CLIENTS + "/" + id + "/jwks");
    assertThat(waiting.body()).contains(other.getX().toString());
    assertThat(assertion(other, id).statusCode()).isEqualTo(401);

    HttpResponse<String> set = post(second, confirm(waiting));
    assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
    assertThat(assertion(signer, id).statusCode()).isEqualTo(401);
    assertThat(assertion(other, id).statusCode()).isEqualTo(200);
  }

  /** It could be somebody else by now. */
  @Test
  void who_set_its_own_keys_after_the_proposal_is_not_the_second() throws Exception {
    HttpResponse<String> made = post(second, confirm(register(first, administratorWith(newKey()))));
    String id = (String) Http.json(made).get("client_id");
    ECKey own = newKey();
    HttpResponse<String> given = put(id, publicOf(own), first);
    assertThat(post(second, confirm(given)).statusCode()).isEqualTo(200);
    String third = (String) Http.json(assertion(own, id)).get("access_token");
    HttpResponse<String> waiting = register(first, administratorWith(newKey()));

    assertThat(put(id, publicOf(newKey()), third).statusCode()).isEqualTo(200);
    HttpResponse<String> refused = post(third, confirm(waiting));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("after this was proposed");
  }

  private static String administratorWith(ECKey signer) {
    String json = administrator(in(Duration.ofHours(1)));
    return json.substring(0, json.length() - 1)
        + ",\"jwks\":{\"keys\":["
        + publicOf(signer)
        + "]}}";
  }
}

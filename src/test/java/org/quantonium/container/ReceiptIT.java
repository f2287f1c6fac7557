package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.quantonium.merkle.Checkpoint;
import org.quantonium.merkle.Hashes;
import org.quantonium.merkle.Promise;
import org.quantonium.merkle.Proofs;
import org.quantonium.merkle.SignedNote;
import org.quantonium.merkle.TlogProof;
import org.quantonium.merkle.VerifierKey;
import org.quantonium.problem.Json;

/** What a caller keeps of a simulation, verified with nothing but the ledger's key. */
@ExtendWith(ArquillianExtension.class)
class ReceiptIT {
  private static final String BELL = "qreg q[2];h q[0];cx q[0],q[1];";

  private final String token = Http.token(Server.bootstrapCredentials());
  private final HttpResponse<String> created = SimulationIT.run(token, BELL, "?seed=1");
  private final String id = (String) Http.json(created).get("id");

  @Test
  void promises_the_entry_at_once_under_the_ledgers_signature() {
    VerifierKey key = Auditor.key();
    SignedNote note = SignedNote.parse((String) receipt().get("promise"));
    Promise promise = Promise.parse(note.text());

    assertThat(note.signedBy(key)).isTrue();
    assertThat(promise.origin()).isEqualTo(key.name());
    assertThat(promise.entryId()).isEqualTo(receipt().get("entry"));
    assertThat(promise.leafHash()).isEqualTo(leafHash());
    assertThat(promise.maxMergeDelayMillis()).isEqualTo(60_000);
    assertThat(promise.timeMillis()).isBetween(now() - 60_000, now());
  }

  @Test
  void keeps_the_promise_with_a_proof_that_stands_by_itself() {
    TlogProof proof = proof();
    Checkpoint checkpoint = Checkpoint.parse(proof.checkpoint().text());

    assertThat(proof.checkpoint().signedBy(Auditor.key())).isTrue();
    assertThat(Hashes.leaf(proof.extra())).isEqualTo(leafHash());
    assertThat(
            Proofs.verifyInclusion(
                leafHash(), proof.index(), checkpoint.size(), proof.hashes(), checkpoint.root()))
        .isTrue();
  }

  @Test
  void binds_the_result_to_its_entry() {
    Map<String, Object> simulation = Http.json(created);

    assertThat(entry(proof()))
        .containsEntry("action", "SIMULATION_FINISHED")
        .containsEntry("id", receipt().get("entry"))
        .containsEntry("resource", "/v1/simulations/" + id)
        .containsEntry("resultDigest", simulation.get("resultDigest"))
        .containsEntry("sourceDigest", simulation.get("sourceDigest"))
        .containsEntry("seed", "1");
  }

  @Test
  void links_to_the_proof_and_names_its_file() {
    HttpResponse<String> answer = get(token, "wait=5");

    assertThat(created.headers().firstValue("Link").orElse(""))
        .contains("/v1/simulations/" + id + "/receipt>")
        .contains("rel=\"receipt\"");
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"" + id + ".tlog-proof\"");
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain;charset=UTF-8");
  }

  @Test
  void gives_the_same_receipt_whenever_it_is_asked_for() {
    Map<String, Object> again = Http.json(Http.get("/v1/simulations/" + id, token));

    assertThat(again).containsEntry("receipt", receipt());
  }

  @Test
  void shows_nobody_elses_receipt() {
    String other = Http.token(Auditor.client("acme", "read:data"));
    HttpResponse<String> answer = get(other, "wait=5");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("urn:problem-type:quantonium:not-found");
  }

  private HttpResponse<String> get(String reader, String prefer) {
    return Http.send(
        Http.authorized("/v1/simulations/" + id + "/receipt", reader)
            .header("Prefer", prefer)
            .build());
  }

  private TlogProof proof() {
    HttpResponse<String> answer = get(token, "wait=5");
    assertThat(answer.statusCode()).isEqualTo(200);
    return TlogProof.parse(answer.body());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> entry(TlogProof proof) {
    return (Map<String, Object>) Json.read(proof.extra(), Map.class);
  }

  private Map<?, ?> receipt() {
    return (Map<?, ?>) Http.json(created).get("receipt");
  }

  private byte[] leafHash() {
    return Base64.getDecoder().decode((String) receipt().get("leafHash"));
  }

  private static long now() {
    return System.currentTimeMillis();
  }
}

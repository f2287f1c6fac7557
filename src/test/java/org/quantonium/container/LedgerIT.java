package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.container.Auditor.Listed;
import org.quantonium.merkle.Checkpoint;
import org.quantonium.merkle.EntryBundle;
import org.quantonium.merkle.Hashes;
import org.quantonium.merkle.Proofs;
import org.quantonium.merkle.TlogProof;

/** Entries: found, paged, opened and proven. */
@ExtendWith(ArquillianExtension.class)
class LedgerIT {
  private static String client;
  private static List<Listed> known;

  /** A client with four entries: a token, a simulation's two, and a refusal. */
  @BeforeAll
  static void act() {
    String credentials = Auditor.client("acme", "run:simulation", "read:data");
    String token = Http.token(credentials);
    client = Auditor.id(credentials);
    assertThat(SimulationIT.run(token, "qreg q[1];h q[0];", "").statusCode()).isEqualTo(201);
    assertThat(Http.get("/v1/ledger/entries", token).statusCode()).isEqualTo(403);
    known = Auditor.entries("client=" + client);
  }

  @Test
  void finds_what_a_client_did() {
    assertThat(known)
        .extracting(e -> e.get("action"))
        .containsExactly(
            "TOKEN_ISSUED", "SIMULATION_SUBMITTED", "SIMULATION_FINISHED", "SCOPE_REFUSED");
    assertThat(known).extracting(e -> e.get("client")).containsOnly(client);
  }

  @Test
  void finds_what_a_subject_did() {
    assertThat(indexes("subject=" + client)).isEqualTo(indexes(known));
  }

  @Test
  void finds_an_action_and_an_outcome() {
    assertThat(indexes("client=" + client + "&action=SIMULATION_FINISHED"))
        .containsExactly(known.get(2).index());
    assertThat(indexes("client=" + client + "&outcome=REFUSED"))
        .containsExactly(known.get(3).index());
    assertThat(indexes("client=" + client + "&outcome=REFUSED&action=TOKEN_ISSUED")).isEmpty();
  }

  @Test
  void finds_what_was_from_a_time_on_and_before_another() {
    Instant time = Instant.ofEpochMilli(((Number) known.get(2).get("time")).longValue());

    assertThat(indexes("client=" + client + "&since=" + time))
        .contains(known.get(2).index())
        .doesNotContain(known.get(0).index());
    assertThat(indexes("client=" + client + "&until=" + time))
        .contains(known.get(0).index())
        .doesNotContain(known.get(2).index());
    assertThat(indexes("client=" + client + "&since=" + time + "&until=" + time)).isEmpty();
    assertThat(indexes("client=" + client + "&since=" + time + "&until=" + time.plusMillis(1)))
        .contains(known.get(2).index());
  }

  @Test
  void finds_nothing_of_whom_there_is_not() {
    assertThat(indexes("client=nobody")).isEmpty();
    assertThat(indexes("subject=nobody")).isEmpty();
  }

  @Test
  void walks_all_entries_once_in_pages() {
    String token = Auditor.settle();
    long size = Auditor.checkpoint().size();
    List<Listed> all = Auditor.pages(token, "/v1/ledger/entries?limit=37");

    assertThat(indexes(all))
        .hasSizeGreaterThanOrEqualTo((int) size)
        .isEqualTo(LongStream.range(0, all.size()).boxed().toList());
    for (Listed one : all.subList(0, (int) size)) {
      assertThat(one.leafHash()).isEqualTo(Auditor.canonicalLeaf(one.entry()));
    }
  }

  @Test
  void keeps_the_filter_from_page_to_page() {
    String token = Auditor.settle();
    String first = "/v1/ledger/entries?client=" + client + "&limit=3";

    assertThat(Auditor.listed(Auditor.page(token, first))).hasSize(3);
    assertThat(indexes(Auditor.pages(token, first))).isEqualTo(indexes(known));
  }

  @Test
  void says_what_a_list_proves() {
    String token = Auditor.token();

    assertThat((String) Auditor.page(token, "/v1/ledger/entries?from=2").get("complete"))
        .startsWith("Every entry from the first index to the last is here");
    assertThat((String) Auditor.page(token, "/v1/ledger/entries?outcome=FAILED").get("complete"))
        .startsWith("A filtered list proves no completeness");
  }

  @ParameterizedTest
  @CsvSource({
    "limit=1, 200",
    "limit=1000, 200",
    "limit=0, 422",
    "limit=1001, 422",
    "limit=, 422",
    "from=0, 200",
    "from=999999999999999999, 200",
    "from=01, 422",
    "from=-1, 422",
    "from=x, 422",
    "from=1000000000000000000, 422",
    "since=2026-01-31T12:00:00Z, 200",
    "since=yesterday, 422",
    "until=2026-02-30T00:00:00Z, 422",
    "action=TOKEN_ISSUED, 200",
    "action=TOKEN, 422",
    "outcome=OK, 422",
    "client=, 422",
    "client=%00, 422",
    "subject=%ff, 422",
  })
  void holds_the_limits_of_a_query_on_both_sides_and_says_them(String query, int status) {
    HttpResponse<String> answer = Http.get("/v1/ledger/entries?" + query, Auditor.token());

    assertThat(answer.statusCode()).isEqualTo(status);
    if (status == 422) {
      String name = query.substring(0, query.indexOf('='));
      assertThat((String) Http.json(answer).get("detail")).matches(name + " must (be|have) .+");
    }
  }

  @Test
  void opens_the_commitments_of_an_entry() {
    for (Listed one : known) {
      for (Map.Entry<String, String> person :
          Map.of("subject", client, "address", "127.0.0.1").entrySet()) {
        Map<String, Object> opening = one.members(person.getKey());
        assertThat(opening).containsEntry("value", person.getValue());
        assertThat(one.get(person.getKey()))
            .isEqualTo(
                Auditor.commitment(
                    Base64.getDecoder().decode((String) opening.get("salt")), person.getValue()));
      }
    }
  }

  @Test
  void never_uses_a_salt_twice() {
    assertThat(known)
        .flatExtracting(e -> List.of(e.get("subject"), e.get("address")))
        .doesNotHaveDuplicates();
  }

  @Test
  void tells_an_entry_by_its_exact_bytes() {
    Listed finished = known.get(2);
    String token = Auditor.token();
    HttpResponse<String> answer = Http.get("/v1/ledger/entries/" + finished.index(), token);
    byte[] bytes = bytes(finished.index(), token);

    assertThat(Hashes.leaf(bytes)).isEqualTo(finished.leafHash());
    assertThat(answer.body()).contains("\"entry\":" + Auditor.text(bytes));
    assertThat(Http.json(answer)).isEqualTo(finished.view());
  }

  @Test
  void writes_entries_in_canonical_json() {
    String token = Auditor.token();
    for (Listed one : known) {
      assertThat(Auditor.text(bytes(one.index(), token)))
          .isEqualTo(Auditor.text(Auditor.canonical(one.entry())));
    }
  }

  @Test
  void proves_an_entry() {
    Listed finished = known.get(2);
    HttpResponse<String> answer =
        Http.get("/v1/ledger/entries/" + finished.index() + "/proof", Auditor.token());
    TlogProof proof = TlogProof.parse(answer.body());
    Checkpoint checkpoint = Auditor.verified(proof.checkpoint().toString());

    assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain;charset=UTF-8");
    assertThat(proof.index()).isEqualTo(finished.index());
    assertThat(Hashes.leaf(proof.extra())).isEqualTo(finished.leafHash());
    assertThat(
            Proofs.verifyInclusion(
                finished.leafHash(),
                proof.index(),
                checkpoint.size(),
                proof.hashes(),
                checkpoint.root()))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"9999999", "999999999999999999", "9223372036854775808", "01", "-1", "x"})
  void has_no_entry_beyond_its_size_nor_at_what_is_no_index(String index) {
    for (String path : List.of(index, index + "/proof")) {
      HttpResponse<String> answer = Http.get("/v1/ledger/entries/" + path, Auditor.token());

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).contains("urn:problem-type:quantonium:not-found");
    }
  }

  private static List<Long> indexes(String query) {
    return indexes(Auditor.pages(Auditor.token(), "/v1/ledger/entries?" + query));
  }

  private static List<Long> indexes(List<Listed> entries) {
    return entries.stream().map(Listed::index).toList();
  }

  /** An entry out of its bundle. */
  private static byte[] bytes(long index, String token) {
    int width = (int) (index % 256) + 1;
    String path = "/v1/ledger/" + EntryBundle.path(index / 256, width);
    List<byte[]> entries =
        EntryBundle.decode(Http.sendForBytes(Http.authorized(path, token).build()).body())
            .entries();
    return Arrays.copyOf(entries.get(width - 1), entries.get(width - 1).length);
  }
}

package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.quantonium.container.Auditor.Listed;

/** Whoever reads the ledger stands in it: what was read, by whom, and how much. */
@ExtendWith(ArquillianExtension.class)
class RecordedReadsIT {
  private String credentials;
  private String token;

  /** A reader whose entries are its own reads, after the token that it has. */
  @BeforeEach
  void become() {
    credentials = Auditor.client("watchers", "read:ledger");
    token = Http.token(credentials);
    Auditor.settle();
  }

  @Test
  void records_a_query_with_its_filters_and_its_range() {
    get("entries?action=TOKEN_ISSUED&since=2026-01-31T12:00:00Z&from=3", 200);
    Listed queried = reads("LEDGER_QUERIED").get(0);

    assertThat(queried.entry())
        .containsEntry("outcome", "SUCCEEDED")
        .containsEntry("resource", "/v1/ledger/entries")
        .containsEntry("filters", "action=TOKEN_ISSUED&since=2026-01-31T12%3A00%3A00Z")
        .containsEntry("from", 3);
    assertThat(((Number) queried.get("to")).longValue()).isGreaterThan(3);
  }

  @Test
  void records_of_a_range_what_the_page_holds() {
    get("entries?from=1&limit=2", 200);
    get("entries?from=999999999999999999", 200);

    List<Listed> queried = reads("LEDGER_QUERIED");
    assertThat(queried).hasSize(2);
    assertThat(queried.get(0).entry())
        .containsEntry("filters", "")
        .containsEntry("from", 1)
        .containsEntry("to", 3);
    assertThat(queried.get(1).get("from")).isEqualTo(queried.get(1).get("to"));
  }

  @Test
  void keeps_whom_was_asked_for_out_of_the_log() {
    get("entries?subject=somebody-to-be-forgotten", 200);

    assertThat(reads("LEDGER_QUERIED")).hasSize(1);
    assertThat(reads("LEDGER_QUERIED").get(0).entry()).containsEntry("filters", "subject=");
  }

  @Test
  void records_one_entry_and_one_proof() {
    get("entries/2", 200);
    get("entries/2/proof", 200);

    assertThat(reads("LEDGER_QUERIED"))
        .hasSize(2)
        .allSatisfy(e -> assertThat(e.entry()).containsEntry("from", 2).containsEntry("to", 3));
  }

  @Test
  void records_each_export_as_what_it_hands_out() {
    get("export/jsonl?from=1&to=3", 200);
    get("export/csv?from=2", 200);
    get("export/zip", 200);
    List<Listed> exported = reads("LEDGER_EXPORTED");

    assertThat(exported).extracting(e -> e.get("format")).containsExactly("jsonl", "csv", "zip");
    assertThat(exported).extracting(e -> e.get("from")).containsExactly(1, 2, 0);
    assertThat(exported.get(0).entry()).containsEntry("to", 3);
    assertThat(((Number) exported.get(2).get("to")).longValue())
        .isBetween(3L, exported.get(2).index());
  }

  @Test
  void records_many_reads_of_bundles_once() {
    for (int i = 0; i < 20; i++) {
      get("tile/entries/000.p/" + (i % 3 + 1), 200);
    }

    assertThat(reads("LEDGER_BUNDLES_READ")).hasSize(1);
    assertThat(reads("LEDGER_BUNDLES_READ").get(0).entry())
        .containsEntry("count", 1)
        .containsEntry("first", 0)
        .containsEntry("last", 0);
  }

  @Test
  void does_not_record_checkpoints_keys_and_hashes() {
    for (String path : List.of("checkpoint", "key", "tile/0/000.p/1")) {
      get(path, 200);
    }

    assertThat(reads()).isEmpty();
  }

  @Test
  void does_not_record_what_it_refused_or_did_not_find() {
    get("entries?limit=0", 422);
    get("entries?since=yesterday", 422);
    get("entries?action=NOTHING", 422);
    get("entries/9999999", 404);
    get("entries/9999999/proof", 404);
    get("tile/entries/x999/999", 404);
    get("tile/entries/x009/x223/x372/x036/x854/x775/807", 404);
    get("export/jsonl?from=3&to=2", 422);
    get("export/zip?from=3&to=3", 422);

    assertThat(reads()).isEmpty();
  }

  /** More than may be written at once, too: none holds a place. */
  @Test
  void does_not_record_that_an_export_was_only_asked_about() {
    for (String format : List.of("jsonl", "csv", "zip", "jsonl", "csv", "zip")) {
      HttpResponse<String> head =
          Http.send(
              Http.authorized("/v1/ledger/export/" + format, token)
                  .method("HEAD", BodyPublishers.noBody())
                  .build());
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.headers().firstValue("Content-Disposition"))
          .contains("attachment; filename=\"ledger." + format + "\"");
    }

    assertThat(reads()).isEmpty();
  }

  private void get(String path, int status) {
    assertThat(Http.get("/v1/ledger/" + path, token).statusCode()).as(path).isEqualTo(status);
  }

  private List<Listed> reads(String action) {
    return Auditor.of(credentials, action);
  }

  private List<Listed> reads() {
    return Auditor.entries("client=" + Auditor.id(credentials)).stream()
        .filter(e -> !e.get("action").equals("TOKEN_ISSUED"))
        .toList();
  }
}

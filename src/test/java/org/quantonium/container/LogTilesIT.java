package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.merkle.Checkpoint;
import org.quantonium.merkle.EntryBundle;
import org.quantonium.merkle.Hashes;
import org.quantonium.merkle.Proofs;
import org.quantonium.merkle.Tile;

/** The ledger as C2SP tlog-tiles has it. */
@ExtendWith(ArquillianExtension.class)
class LogTilesIT {
  private static Checkpoint older;
  private static Checkpoint newer;

  @BeforeAll
  static void grow() {
    older = Auditor.checkpoint();
    newer = Auditor.grow(Tile.WIDTH + 20);
  }

  @Test
  void serves_a_checkpoint_that_is_asked_for_anew_each_time() {
    HttpResponse<String> answer = Auditor.getCheckpoint();

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain;charset=UTF-8");
    assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-cache");
    assertThat(Auditor.verified(answer.body()).origin()).isEqualTo(Auditor.key().name());
  }

  @Test
  void says_that_there_is_no_newer_checkpoint() {
    HttpResponse<String> conditional;
    String tag;
    int tries = 0;
    do { // counts of earlier tests may be written meanwhile, which makes a newer one
      tag = Auditor.getCheckpoint().headers().firstValue("ETag").orElseThrow();
      conditional = ifNoneMatch(tag);
    } while (conditional.statusCode() != 304 && ++tries < 5);

    assertThat(conditional.statusCode()).isEqualTo(304);
    assertThat(conditional.body()).isEmpty();
    assertThat(conditional.headers().firstValue("ETag")).contains(tag);

    Auditor.settle();
    HttpResponse<String> grown = ifNoneMatch(tag);

    assertThat(grown.statusCode()).isEqualTo(200);
    assertThat(grown.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
  }

  private static HttpResponse<String> ifNoneMatch(String tag) {
    return Http.send(Http.request("/v1/ledger/checkpoint").header("If-None-Match", tag).build());
  }

  @Test
  void serves_its_key_for_five_minutes() {
    HttpResponse<String> answer = Http.send(Http.request("/v1/ledger/key").build());

    assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain;charset=UTF-8");
    assertThat(answer.headers().allValues("Cache-Control")).containsExactly("public, max-age=300");
    assertThat(Auditor.key().name()).endsWith("/v1/ledger");
  }

  @Test
  void has_the_root_of_its_tiles() {
    assertThat(Proofs.root(newer.size(), Auditor.tree(newer.size()))).isEqualTo(newer.root());
    assertThat(Proofs.root(older.size(), Auditor.tree(newer.size()))).isEqualTo(older.root());
  }

  @Test
  void continues_its_older_checkpoints() {
    List<byte[]> proof = Proofs.consistency(older.size(), newer.size(), Auditor.tree(newer.size()));

    assertThat(older.size()).isLessThan(newer.size());
    assertThat(
            Proofs.verifyConsistency(older.size(), older.root(), newer.size(), newer.root(), proof))
        .isTrue();
  }

  @Test
  void serves_tiles_of_hashes_to_anybody_and_for_ever() {
    HttpResponse<byte[]> full = tile("0/000");
    HttpResponse<byte[]> partial = tile("0/000.p/5");

    for (HttpResponse<byte[]> answer : List.of(full, partial)) {
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/octet-stream");
      assertThat(answer.headers().allValues("Cache-Control"))
          .containsExactly("public, max-age=31536000, immutable");
    }
    assertThat(full.body()).hasSize(Tile.WIDTH * Hashes.BYTES);
    assertThat(partial.body()).isEqualTo(Arrays.copyOf(full.body(), 5 * Hashes.BYTES));
  }

  @Test
  void serves_bundles_that_hash_to_the_tiles() {
    HttpResponse<byte[]> answer = bundle("000", Auditor.token());
    byte[] hashes = tile("0/000").body();
    List<byte[]> entries = EntryBundle.decode(answer.body()).entries();

    assertThat(answer.headers().firstValue("Content-Type")).contains("application/octet-stream");
    assertThat(answer.headers().allValues("Cache-Control"))
        .containsExactly("private, max-age=31536000, immutable");
    assertThat(entries).hasSize(Tile.WIDTH);
    for (int i = 0; i < Tile.WIDTH; i++) {
      assertThat(Hashes.leaf(entries.get(i)))
          .isEqualTo(Arrays.copyOfRange(hashes, i * Hashes.BYTES, (i + 1) * Hashes.BYTES));
    }
    assertThat(EntryBundle.decode(bundle("000.p/3", Auditor.token()).body()).entries())
        .containsExactlyElementsOf(entries.subList(0, 3));
  }

  @Test
  void keeps_bundles_from_whoever_may_not_read_the_ledger() {
    String narrow = Http.token(Server.bootstrapCredentials(), "read:data");
    HttpResponse<String> nobody = Http.send(Http.request("/v1/ledger/tile/entries/000").build());
    HttpResponse<String> other = Http.get("/v1/ledger/tile/entries/000", narrow);

    assertThat(nobody.statusCode()).isEqualTo(401);
    StrictInputIT.assertProblem(nobody);
    assertThat(other.statusCode()).isEqualTo(403);
    assertThat(Http.json(other)).containsEntry("scope", "read:ledger");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "000.p/0",
        "000.p/256",
        "000.p/257",
        "000.p/01",
        "000.p/-1",
        "000.p/",
        "000.p",
        "000.p/1.p/1",
        "000/",
        "0",
        "00",
        "0000",
        "x000/000",
        "001/000",
        "X001/000",
        "x1/000",
        "-01",
        "x999/999",
        "x009/x223/x372/x036/x854/x775/807",
        "x009/x223/x372/x036/x854/x775/808",
        "x999/x999/x999/x999/x999/x999/999",
        "../000",
        "%30%30%30",
        "000;a=b",
      })
  void has_nothing_at_a_path_that_is_uncovered_or_malformed(String path) {
    for (String level : List.of("0/", "1/")) {
      assertNothing(Http.send(Http.request("/v1/ledger/tile/" + level + path).build()));
    }
    assertNothing(Http.get("/v1/ledger/tile/entries/" + path, Auditor.token()));
  }

  /** Payara 6 fails on some of these before it asks us, and answers 200 with nothing at all. */
  @ParameterizedTest
  @ValueSource(strings = {"0/000/..", "0/000/.", "entries/000/..", "entries/000/."})
  void serves_nothing_at_a_path_that_ends_in_a_dot_segment(String path) {
    HttpResponse<String> answer = Http.get("/v1/ledger/tile/" + path, Auditor.token());

    if (answer.headers().firstValue("X-Request-Id").isPresent()) {
      assertNothing(answer);
    } else {
      assertThat(answer.body()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8/000",
        "10/000",
        "00/000",
        "-1/000",
        "2/000.p/1",
        "7/000.p/1",
        "1/000",
        "0/",
        "0",
        "x/000",
        "../checkpoint",
        "0//000",
        ""
      })
  void has_nothing_at_a_level_that_there_is_not(String path) {
    assertNothing(Http.send(Http.request("/v1/ledger/tile/" + path).build()));
  }

  private static void assertNothing(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(404);
    StrictInputIT.assertProblem(answer);
  }

  private static HttpResponse<byte[]> tile(String path) {
    return Http.sendForBytes(Http.request("/v1/ledger/tile/" + path).build());
  }

  private static HttpResponse<byte[]> bundle(String path, String token) {
    return Http.sendForBytes(Http.authorized("/v1/ledger/tile/entries/" + path, token).build());
  }
}

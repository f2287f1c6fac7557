package org.quantonium.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.quantonium.merkle.Checkpoint;
import org.quantonium.merkle.HashReader;
import org.quantonium.merkle.Hashes;
import org.quantonium.merkle.SignedNote;
import org.quantonium.merkle.Tile;
import org.quantonium.merkle.VerifierKey;
import org.quantonium.problem.Json;

/** Reads the ledger over HTTP, as an auditor does, and believes of it what merkle verifies. */
final class Auditor {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private Auditor() {}

  /** An entry as a list tells it. */
  record Listed(Map<String, Object> view) {
    long index() {
      return ((Number) view.get("index")).longValue();
    }

    byte[] leafHash() {
      return Base64.getDecoder().decode((String) view.get("leafHash"));
    }

    Map<String, Object> entry() {
      return members("entry");
    }

    Object get(String member) {
      return entry().get(member);
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> members(String name) {
      return (Map<String, Object>) view.get(name);
    }
  }

  static VerifierKey key() {
    return VerifierKey.parse(Http.send(Http.request("/v1/ledger/key").build()).body().strip());
  }

  static HttpResponse<String> getCheckpoint() {
    return Http.send(Http.request("/v1/ledger/checkpoint").build());
  }

  /** The newest checkpoint, its signature verified. */
  static Checkpoint checkpoint() {
    return verified(getCheckpoint().body());
  }

  static Checkpoint verified(String note) {
    SignedNote signed = SignedNote.parse(note);
    assertThat(signed.signedBy(key())).isTrue();
    return Checkpoint.parse(signed.text());
  }

  /** A hash tile; nobody needs a token for it. */
  static byte[] tile(Tile tile) {
    HttpResponse<byte[]> answer =
        Http.sendForBytes(Http.request("/v1/ledger/" + tile.path()).build());
    assertThat(answer.statusCode()).as(tile.path()).isEqualTo(200);
    return answer.body();
  }

  static HashReader tree(long size) {
    return Tile.reader(size, Auditor::tile);
  }

  static String token() {
    return Http.token(Server.bootstrapCredentials(), "read:ledger");
  }

  /** A new client's credentials. */
  static String client(String tenant, String... scopes) {
    return ClientsIT.credentials(
        ClientsIT.register(
            Http.token(Server.bootstrapCredentials()),
            tenant,
            "\"" + String.join("\",\"", scopes) + "\""));
  }

  static String id(String credentials) {
    return credentials.substring(0, credentials.indexOf(':'));
  }

  /** Those of one action by one client. */
  static List<Listed> of(String credentials, String action) {
    return entries("client=" + id(credentials) + "&action=" + action);
  }

  /** The same, of which there is one. */
  static Listed only(String credentials, String action) {
    List<Listed> found = of(credentials, action);
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  /** All entries that a query finds, once all that was recorded until now is in the tree. */
  static List<Listed> entries(String query) {
    return pages(settle(), "/v1/ledger/entries?limit=1000&" + query);
  }

  /** Follows a list to its end. */
  static List<Listed> pages(String token, String first) {
    List<Listed> all = new ArrayList<>();
    String next = first;
    while (next != null) {
      Map<String, Object> page = page(token, next);
      all.addAll(listed(page));
      next = (String) page.get("next");
    }
    return all;
  }

  static Map<String, Object> page(String token, String path) {
    HttpResponse<String> answer = Http.get(path, token);
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
    return Http.json(answer);
  }

  @SuppressWarnings("unchecked")
  static List<Listed> listed(Map<String, Object> page) {
    return ((List<Map<String, Object>>) page.get("entries")).stream().map(Listed::new).toList();
  }

  /**
   * Waits until a mark is in the tree, and with it all that was recorded before it.
   *
   * @return a token of read:ledger: its own record is the mark
   */
  static String settle() {
    long size = checkpoint().size();
    String token = token();
    String mark = tokenId(token);
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      String path = "/v1/ledger/entries?limit=1000&action=TOKEN_ISSUED&from=" + size;
      if (pages(token, path).stream().anyMatch(e -> mark.equals(e.get("tokenId")))) {
        return token;
      }
      Http.sleep(Duration.ofMillis(100));
    }
    throw new AssertionError("An entry was not in the tree after " + PATIENCE);
  }

  static String tokenId(String token) {
    try {
      return SignedJWT.parse(token).getJWTClaimsSet().getJWTID();
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes entries until the tree has so many at least. */
  static Checkpoint grow(long size) {
    String token = settle();
    for (long missing = size - checkpoint().size(); missing > 0; missing--) {
      Http.get("/v1/ledger/entries/0", token);
    }
    settle();
    return checkpoint();
  }

  /** RFC 8785 JSON of flat members, by another writer than the one under test. */
  static byte[] canonical(Map<String, Object> members) {
    return Json.write(new TreeMap<>(members));
  }

  static byte[] canonicalLeaf(Map<String, Object> members) {
    return Hashes.leaf(canonical(members));
  }

  /** What an entry shows of a value under a salt. */
  static String commitment(byte[] salt, String value) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(salt, "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(value.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}

package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantonium.problem.Json;
import org.quantonium.waveform.ReferenceGwh2;

/** Hashes of waveforms over HTTP; what they are is in the tests of their package. */
@ExtendWith(ArquillianExtension.class)
class WaveformsIT {
  private static final String HASH = "/v1/waveforms/hash";
  private static final String VERIFY = "/v1/waveforms/verify";
  private static final List<Double> SINE = List.of(0.0, .707, 1.0, .707, 0.0, -.707, -1.0, -.707);
  private static final String SINE_GWH_1 =
      "A0.97648_P0.00000_ee226755963521cc0c3737e5dfc984712293473e1e7d11c732614700ff07f2a9";
  private static final String ZEROS = "0".repeat(64);

  private String token;

  @BeforeEach
  void token() {
    token = Http.token(Server.bootstrapCredentials(), "hash:waveform");
  }

  private HttpResponse<String> post(String path, Map<String, ?> body) {
    return post(path, token, body);
  }

  private static HttpResponse<String> post(String path, String token, Map<String, ?> body) {
    return Http.postJson(path, token, new String(Json.write(body), StandardCharsets.UTF_8));
  }

  private Map<String, Object> ok(String path, Map<String, ?> body) {
    HttpResponse<String> answer = post(path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Http.json(answer);
  }

  private String hash(List<Double> samples) {
    return (String) ok(HASH, Map.of("samples", samples)).get("hash");
  }

  private boolean verify(List<Double> samples, String hash) {
    return (boolean) ok(VERIFY, Map.of("samples", samples, "hash", hash)).get("valid");
  }

  @Test
  void hashes_under_a_key_unless_asked_otherwise_and_verifies_what_it_hashed() {
    Map<String, Object> hashed = ok(HASH, Map.of("samples", SINE));

    assertThat(hashed)
        .containsEntry("scheme", "gwh-2")
        .containsEntry("keyed", true)
        .containsOnlyKeys("hash", "scheme", "keyed", "assurance");
    assertThat((String) hashed.get("hash"))
        .matches("gwh-2\\.[A-Za-z0-9_-]{1,64}\\.[0-9a-f]{32}\\.[0-9a-f]{64}");
    assertThat(ok(VERIFY, Map.of("samples", SINE, "hash", hashed.get("hash"))))
        .containsEntry("valid", true)
        .containsEntry("scheme", "gwh-2")
        .containsEntry("keyed", true)
        .containsOnlyKeys("valid", "scheme", "keyed", "assurance");
    assertThat(hash(SINE)).isNotEqualTo(hashed.get("hash"));
  }

  @Test
  void is_the_reference_if_asked_and_says_that_it_has_no_key() {
    Map<String, Object> hashed = ok(HASH, Map.of("samples", SINE, "scheme", "gwh-1"));
    Map<String, Object> verified =
        ok(VERIFY, Map.of("samples", SINE, "scheme", "gwh-1", "hash", SINE_GWH_1));

    assertThat(hashed).containsEntry("hash", SINE_GWH_1);
    assertThat(verified).containsEntry("valid", true);
    for (Map<String, Object> answer : List.of(hashed, verified)) {
      assertThat(answer).containsEntry("scheme", "gwh-1").containsEntry("keyed", false);
      assertThat((String) answer.get("assurance"))
          .startsWith("Integrity only: anybody can compute this hash");
    }
  }

  @Test
  void takes_a_nonce_for_the_reference() {
    Map<String, Object> request =
        new HashMap<>(
            Map.of(
                "samples", List.of(.5, .8, .3, -.2, .9, -.4, .1, .6),
                "scheme", "gwh-1",
                "nonce", "000102030405060708090a0b0c0d0e0f"));
    request.put("hash", ok(HASH, request).get("hash"));

    assertThat(request)
        .containsEntry(
            "hash",
            "A0.84473_P0.91365_3599f715a9ce6e0e80f59d970862a863e440b41e3d26e33610092fc1cde44ac3");
    assertThat(ok(VERIFY, request)).containsEntry("valid", true);
    request.remove("nonce");
    assertThat(ok(VERIFY, request)).containsEntry("valid", false);
  }

  @Test
  void verifies_hashes_that_were_made_before_two_rotations() {
    byte[] nonce = new byte[16];
    new SplittableRandom(6).nextBytes(nonce);

    assertThat(Server.olderWaveformKeys()).hasSize(2);
    Server.olderWaveformKeys()
        .forEach(
            (keyId, key) -> {
              String hash = ReferenceGwh2.hash(SINE, keyId, key, nonce);
              assertThat(verify(SINE, hash)).isTrue();
              assertThat(verify(List.of(0.0, .708, 1.0, .707, 0.0, -.707, -1.0, -.707), hash))
                  .isFalse();
              assertThat(hash(SINE)).doesNotContain(keyId);
            });
  }

  @Test
  void answers_a_wrong_mac_a_wrong_key_and_a_key_that_is_not_there_alike() {
    String hash = hash(SINE);
    String[] parts = hash.split("\\.", -1);
    String older = Server.olderWaveformKeys().keySet().iterator().next();
    List<String> wrong =
        List.of(
            "gwh-2." + parts[1] + "." + parts[2] + "." + ZEROS,
            "gwh-2." + parts[1] + "." + ZEROS.substring(32) + "." + parts[3],
            "gwh-2." + older + "." + parts[2] + "." + parts[3],
            "gwh-2.nobody." + parts[2] + "." + parts[3],
            "gwh-2.0000." + parts[2] + "." + ZEROS);

    assertThat(wrong)
        .extracting(text -> post(VERIFY, Map.of("samples", SINE, "hash", text)))
        .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200))
        .extracting(HttpResponse::body)
        .containsOnly(post(VERIFY, Map.of("samples", SINE, "hash", wrong.get(0))).body())
        .allSatisfy(body -> assertThat(body).startsWith("{\"valid\":false,"));
  }

  @Test
  void tells_apart_what_differs_in_the_last_bit() {
    List<Double> samples = List.of(1e-300, 1e300, -0.0, Double.MIN_VALUE);
    String hash = hash(samples);

    assertThat(verify(samples, hash)).isTrue();
    assertThat(verify(List.of(Math.nextUp(1e-300), 1e300, -0.0, Double.MIN_VALUE), hash)).isFalse();
    assertThat(verify(List.of(1e-300, 1e300, 0.0, Double.MIN_VALUE), hash)).isFalse();
    assertThat(verify(List.of(1e-300, 1e300, -0.0, 0.0), hash)).isFalse();
  }

  /** However a client writes its numbers: 1, 1.0, 10e-1, and minus zero without a point. */
  @Test
  void reads_each_spelling_of_a_double_as_that_double() {
    String hash = hash(List.of(1.0, -0.0, 0.1));

    for (String samples :
        List.of("1, -0, 0.1", "1.0, -0.0, 1e-1", "10E-1,-0e5,0.1000000000000000055511151231257")) {
      HttpResponse<String> answer =
          Http.postJson(VERIFY, token, "{\"samples\":[" + samples + "],\"hash\":\"" + hash + "\"}");
      assertThat(Http.json(answer)).as(samples).containsEntry("valid", true);
    }
  }

  @Test
  void takes_65536_samples_of_30_characters_and_not_one_more() {
    String sample = "-0.123456789012345678901234567";
    String largest = String.join(",", Collections.nCopies(65_536, sample));
    HttpResponse<String> hashed =
        Http.postJson(HASH, token, "{\"samples\":[" + largest + "],\"scheme\":\"gwh-2\"}");

    assertThat(sample).hasSize(30);
    assertThat(hashed.statusCode()).as(hashed.body()).isEqualTo(200);
    assertThat(Http.postJson(HASH, token, "{\"samples\":[" + "0,".repeat(65_536) + "0]}").body())
        .contains("{\"pointer\":\"/samples\",\"detail\":\"must have 2 to 65536 samples\"}");
    HttpResponse<String> tooLarge = Http.postJson(HASH, token, " ".repeat((2 << 20) + 1));
    assertThat(tooLarge.statusCode()).isEqualTo(413);
    assertThat(Http.json(tooLarge)).containsEntry("limit", 2 << 20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | /samples | is required",
        "{\"samples\":null} | /samples | is required",
        "{\"samples\":[]} | /samples | must have 2 to 65536 samples",
        "{\"samples\":[1]} | /samples | must have 2 to 65536 samples",
        "{\"samples\":[1,2,null]} | /samples/2 | must be a finite double",
        "{\"samples\":[1,1e309]} | /samples/1 | must be a finite double",
        "{\"samples\":[-1e309,1]} | /samples/0 | must be a finite double",
        "{\"samples\":[1e308,1e308]} | /samples | must have absolute values whose sum is",
        "{\"samples\":[1,\"2\"]} | /samples/1 | has a value of the wrong type",
        "{\"samples\":[1,true]} | /samples/1 | has a value of the wrong type",
        "{\"samples\":[1,[2]]} | /samples/1 | has a value of the wrong type",
        "{\"samples\":5} | /samples | has a value of the wrong type",
        "{\"samples\":\"AAAAAAAAAAAAAAAAAAAAAA==\"} | /samples | has a value of the wrong type",
        "{\"samples\":[1,2],\"scheme\":\"gwh-3\"} | /scheme | must be gwh-2, which is the default",
        "{\"samples\":[1,2],\"scheme\":\"GWH-1\"} | /scheme | must be gwh-2, which is the default",
        "{\"samples\":[1,2],\"nonce\":\"0001020304050607\"} | /nonce | must be left out for gwh-2",
        "{\"samples\":[1,2],\"scheme\":\"gwh-1\",\"nonce\":\"00\"} | /nonce | must be 8 to 64 bytes",
        "{\"samples\":[1,2],\"key\":\"k\"} | `` | 'key' is not a field here; known: nonce, samples"
      })
  void points_at_what_it_refuses_and_says_the_remedy(String body, String pointer, String detail) {
    HttpResponse<String> answer = Http.postJson(HASH, token, body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(answer.body()).contains("{\"pointer\":\"" + pointer + "\",\"detail\":\"" + detail);
  }

  @Test
  void refuses_a_text_that_is_no_hash_of_the_scheme() {
    for (String text :
        List.of("", "gwh-2", hash(SINE) + "0", hash(SINE).toUpperCase(Locale.ROOT))) {
      HttpResponse<String> answer = post(VERIFY, Map.of("samples", SINE, "hash", text));
      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(answer.body()).contains("\"pointer\":\"/hash\"", "gwh-2.KEYID.NONCE.MAC");
    }
  }

  /** Who alters a waveform can compute its gwh-1. */
  @Test
  void verifies_no_hash_without_a_key_where_one_with_a_key_is_expected() {
    HttpResponse<String> answer = post(VERIFY, Map.of("samples", SINE, "hash", SINE_GWH_1));
    HttpResponse<String> other =
        post(VERIFY, Map.of("samples", SINE, "hash", hash(SINE), "scheme", "gwh-1"));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("only if the member scheme says gwh-1");
    assertThat(other.statusCode()).isEqualTo(422);
  }

  @Test
  void records_what_was_hashed_and_what_was_verified_and_no_sample() throws Exception {
    String credentials = Auditor.client("acoustics", "hash:waveform");
    String client = Http.token(credentials);
    List<Double> samples = List.of(0.123456, -0.654321, 0.5);
    String hash = (String) Http.json(post(HASH, client, Map.of("samples", samples))).get("hash");
    post(VERIFY, client, Map.of("samples", samples, "hash", hash));
    String unknown = hash.replaceFirst("\\.[^.]*", ".nobody");
    post(VERIFY, client, Map.of("samples", samples, "hash", unknown));

    ByteBuffer bytes = ByteBuffer.allocate(24);
    samples.forEach(bytes::putDouble);
    Map<String, Object> facts =
        Map.of(
            "scheme",
            "gwh-2",
            "samples",
            3,
            "samplesDigest",
            Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes.array())),
            "outcome",
            "SUCCEEDED");
    Auditor.Listed hashed = Auditor.only(credentials, "WAVEFORM_HASHED");
    assertThat(hashed.entry())
        .containsAllEntriesOf(facts)
        .containsEntry("keyId", hash.split("\\.", -1)[1])
        .containsEntry("resource", HASH)
        .containsKey("requestDigest")
        .doesNotContainKey("valid");
    List<Auditor.Listed> verified = Auditor.of(credentials, "WAVEFORM_VERIFIED");
    assertThat(verified)
        .allSatisfy(entry -> assertThat(entry.entry()).containsAllEntriesOf(facts))
        .extracting(entry -> entry.get("valid"), entry -> entry.get("resource"))
        .containsExactly(tuple(true, VERIFY), tuple(false, VERIFY));
    assertThat(verified.get(1).get("keyId")).isEqualTo("nobody");
    assertThat(hashed.view().toString() + verified)
        .doesNotContain("0.123456", "654321", hash.substring(hash.length() - 64));
  }

  @Test
  void counts_samples_and_16_times_as_many_of_the_reference() {
    String credentials = Auditor.client("acoustics", "hash:waveform");
    String client = Http.token(credentials);
    HttpResponse<String> set =
        Http.send(
            Http.authorized(
                    "/v1/admin/clients/" + Auditor.id(credentials) + "/limits/waveform",
                    Http.token(Server.bootstrapCredentials()))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"capacity\":1000,\"refillPerSecond\":1}"))
                .build());
    assertThat(set.statusCode()).as(set.body()).isEqualTo(200);

    long before = left(awaitLimit(client));
    HttpResponse<String> reference = post(HASH, client, Map.of("samples", SINE, "scheme", "gwh-1"));
    HttpResponse<String> second =
        post(HASH, client, Map.of("samples", Collections.nCopies(990, 0.0)));

    assertThat(reference.statusCode()).isEqualTo(200);
    // What came back meanwhile is not seen as taken.
    assertThat(before - left(reference)).isBetween(100L, 16L * SINE.size());
    assertThat(second.statusCode()).isEqualTo(429);
    assertThat(second.body()).contains("\"violated-policies\":[\"waveform\"]");
    assertThat(second.headers().firstValue("Retry-After")).isPresent();
  }

  /** Takes two samples at a time until the limit holds that was set. */
  private static HttpResponse<String> awaitLimit(String client) {
    Instant end = Instant.now().plusSeconds(30);
    while (Instant.now().isBefore(end)) {
      HttpResponse<String> answer = post(HASH, client, Map.of("samples", List.of(0, 1)));
      assertThat(answer.statusCode()).isEqualTo(200);
      if (answer
          .headers()
          .firstValue("RateLimit-Policy")
          .orElseThrow()
          .contains("\"waveform\";q=1000;w=1000;qu=\"samples\"")) {
        return answer;
      }
      Http.sleep(Duration.ofMillis(200));
    }
    throw new AssertionError("The limit did not come into force");
  }

  private static long left(HttpResponse<String> answer) {
    Matcher state =
        Pattern.compile("\"waveform\";r=(\\d+);")
            .matcher(answer.headers().firstValue("RateLimit").orElseThrow());
    assertThat(state.find()).isTrue();
    return Long.parseLong(state.group(1));
  }
}

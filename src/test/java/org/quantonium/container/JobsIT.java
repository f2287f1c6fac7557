package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Simulations that outlast their requests. */
@ExtendWith(ArquillianExtension.class)
class JobsIT {
  private static final String BELL = "qreg q[2];creg c[2];h q[0];cx q[0],q[1];measure q->c;";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<String> begun = new ArrayList<>();
  private final String client = token();

  private static String token() {
    return Http.token(Auditor.client("jobs", "run:simulation", "read:data"));
  }

  @AfterEach
  void stopWhatRuns() {
    for (String path : begun) {
      if (state(path).matches("QUEUED|RUNNING")) {
        delete(path, client);
      }
    }
  }

  private HttpResponse<String> submit(String token, String source, String query, String prefer) {
    HttpResponse<String> answer =
        Http.send(
            Http.authorized("/v1/simulations" + query, token)
                .header("Content-Type", "text/x-qasm")
                .header("Prefer", prefer)
                .POST(BodyPublishers.ofString(source))
                .build());
    answer.headers().firstValue("Location").map(JobsIT::path).ifPresent(begun::add);
    return answer;
  }

  private String job(String source) {
    HttpResponse<String> answer = submit(client, source, "", "respond-async");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return path(answer.headers().firstValue("Location").orElseThrow());
  }

  private static String path(String location) {
    return location.substring(location.indexOf("/v1/"));
  }

  private static HttpResponse<String> delete(String path, String token) {
    return Http.send(Http.authorized(path, token).DELETE().build());
  }

  private String state(String path) {
    return (String) Http.json(Http.get(path, client)).getOrDefault("state", "GONE");
  }

  private Map<String, Object> awaitState(String path, String state) {
    Instant end = Instant.now().plus(PATIENCE);
    Map<String, Object> seen = Http.json(Http.get(path, client));
    while (!state.equals(seen.get("state")) && Instant.now().isBefore(end)) {
      Http.sleep(Duration.ofMillis(20));
      seen = Http.json(Http.get(path, client));
    }
    assertThat(seen).containsEntry("state", state);
    return seen;
  }

  @Test
  void answers_at_once_whoever_asks_for_that() {
    HttpResponse<String> answer = submit(client, BELL, "?seed=7", "respond-async");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(Http.json(answer)).containsKeys("id", "state", "predictedSeconds", "receipt");
    Map<String, Object> ended = awaitState(begun.get(0), "SUCCEEDED");
    Map<String, Object> atOnce = Http.json(submit(client, BELL, "?seed=7", "wait=10"));
    assertThat(ended.get("result")).isEqualTo(atOnce.get("result"));
    assertThat(ended.get("resultDigest")).isEqualTo(atOnce.get("resultDigest"));
    assertThat(ended).containsKeys("startedAt", "endedAt", "expiresAt", "seconds");
  }

  @Test
  void waits_for_a_job_as_long_as_the_caller_would() {
    HttpResponse<String> result = submit(client, Programs.SHORT, "?shots=1", "wait=30");
    HttpResponse<String> tooLong = submit(client, Programs.LONG, "?shots=1", "wait=1");

    assertThat(result.statusCode()).as(result.body()).isEqualTo(201);
    assertThat(Http.json(result)).containsEntry("state", "SUCCEEDED");
    assertThat(tooLong.statusCode()).isEqualTo(202);
    assertThat(Http.json(tooLong)).containsEntry("state", "RUNNING");
  }

  @Test
  void tells_how_far_a_job_is() {
    String path = job(Programs.LONG);
    awaitState(path, "RUNNING");
    double first = (double) Http.json(Http.get(path, client)).get("progress");
    Http.sleep(Duration.ofSeconds(3));
    HttpResponse<String> later = Http.get(path, client);

    assertThat((double) Http.json(later).get("progress")).isGreaterThan(first).isLessThan(1);
    assertThat(later.headers().firstValue("Retry-After")).isPresent();
    assertThat(later.headers().firstValue("ETag")).isPresent();
  }

  @Test
  void answers_304_where_nothing_is_new() {
    String path = job(BELL);
    awaitState(path, "SUCCEEDED");
    String tag = Http.get(path, client).headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> again =
        Http.send(Http.authorized(path, client).header("If-None-Match", tag).build());
    HttpResponse<String> other =
        Http.send(Http.authorized(path, client).header("If-None-Match", "\"other\"").build());

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(other.statusCode()).isEqualTo(200);
  }

  @Test
  void a_job_that_is_cancelled_stops() {
    String path = job(Programs.LONG);
    awaitState(path, "RUNNING");

    HttpResponse<String> answer = delete(path, client);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(Http.json(answer)).containsEntry("state", "CANCELLED");
    Duration before = cpu();
    Http.sleep(Duration.ofSeconds(2));
    assertThat(cpu().minus(before)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void a_job_that_waits_can_be_cancelled_and_its_turn_is_told() {
    String first = job(Programs.LONG);
    awaitState(first, "RUNNING");
    String second = job(Programs.LONG);
    String third = job(Programs.LONG);

    Map<String, Object> waits = Http.json(Http.get(third, client));
    assertThat(waits).containsEntry("state", "QUEUED").containsKeys("position", "expectedStartAt");
    assertThat((int) waits.get("position")).isBetween(1, 2);
    assertThat(Http.json(delete(second, client))).containsEntry("state", "CANCELLED");
    assertThat(Http.json(Http.get(third, client))).containsEntry("position", 1);
  }

  @Test
  void what_has_ended_can_be_erased() {
    String path = job(BELL);
    awaitState(path, "SUCCEEDED");

    assertThat(delete(path, client).statusCode()).isEqualTo(204);
    assertThat(Http.get(path, client).statusCode()).isEqualTo(404);
    assertThat(delete(path, client).statusCode()).isEqualTo(404);
  }

  @Test
  void nobody_else_can_cancel_or_erase() {
    HttpResponse<String> shared = submit(client, BELL, "?visibility=tenant", "wait=10");
    String path = "/v1/simulations/" + Http.json(shared).get("id");

    assertThat(delete(path, token()).statusCode()).isEqualTo(404);
    assertThat(Http.get(path, client).statusCode()).isEqualTo(200);
  }

  @Test
  void a_job_is_stopped_when_its_own_time_is_over() {
    HttpResponse<String> answer = submit(client, Programs.LONG, "?maxSeconds=1", "wait=30");

    assertThat(answer.statusCode()).isEqualTo(504);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains("urn:problem-type:quantonium:deadline-exceeded");
    Map<String, Object> failed = Http.json(Http.get(begun.get(0), client));
    assertThat(failed).containsEntry("state", "FAILED").containsKey("problem");
  }

  @Test
  void a_client_has_a_hundred_waiting_and_no_more() {
    awaitState(job(Programs.LONG), "RUNNING");
    begun.addAll(batch(99));
    assertThat(batchAnswer(2).statusCode()).isEqualTo(429);
    job(Programs.LONG);

    HttpResponse<String> refused = submit(client, Programs.LONG, "", "respond-async");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).contains("urn:problem-type:quantonium:too-many-simulations");
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(submit(token(), BELL, "", "wait=10").statusCode()).isEqualTo(201);
  }

  private List<String> batch(int simulations) {
    HttpResponse<String> answer = batchAnswer(simulations);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return BatchesIT.paths(answer);
  }

  private HttpResponse<String> batchAnswer(int simulations) {
    return BatchesIT.submit(
        client, Collections.nCopies(simulations, BatchesIT.simulation(Programs.LONG)));
  }

  @Test
  void a_short_one_does_not_wait_for_long_ones() {
    awaitState(job(Programs.LONG), "RUNNING");
    job(Programs.LONG);
    Instant start = Instant.now();

    assertThat(submit(client, BELL, "", "wait=10").statusCode()).isEqualTo(201);
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(2));
  }

  private static Duration cpu() {
    return Server.process().info().totalCpuDuration().orElseThrow();
  }
}

package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.quantonium.attack.Draft;

/** Streams that tell of jobs, and the jobs that end with them. */
@ExtendWith(ArquillianExtension.class)
class EventsIT {
  private static final String BELL = "qreg q[2];creg c[2];h q[0];cx q[0],q[1];measure q->c;";

  private static final int STREAMS_OF_CLIENT = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String client = token();
  private final List<Waiting> open = new ArrayList<>();

  private static String token() {
    return Http.token(Auditor.client("events", "run:simulation", "read:data"));
  }

  @AfterEach
  void stopWhatRuns() {
    open.forEach(Waiting::close);
    HttpResponse<String> list = Http.get("/v1/simulations", client);
    for (Object simulation : (List<?>) Http.json(list).get("simulations")) {
      Map<?, ?> listed = (Map<?, ?>) simulation;
      if (String.valueOf(listed.get("state")).matches("QUEUED|RUNNING")) {
        cancel("/v1/simulations/" + listed.get("id"), client);
      }
    }
  }

  private static void cancel(String path, String token) {
    Http.send(Http.authorized(path, token).DELETE().build());
  }

  private static HttpRequest.Builder post(String path, String token, String source) {
    return Http.authorized(path, token)
        .header("Content-Type", "text/x-qasm")
        .POST(BodyPublishers.ofString(source));
  }

  private static String job(String token, String source) {
    HttpResponse<String> answer =
        Http.send(post("/v1/simulations", token, source).header("Prefer", "respond-async").build());
    // What is short may have ended before the answer was written.
    assertThat(answer.statusCode()).as(answer.body()).isBetween(201, 202);
    return "/v1/simulations/" + Http.json(answer).get("id");
  }

  private Waiting connect(String request) {
    Waiting connection = new Waiting(request);
    open.add(connection);
    return connection;
  }

  private Waiting follow(String job, String token) {
    return connect(
        "GET "
            + job
            + "/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
            + token
            + "\r\n\r\n");
  }

  private Waiting submitOnStream(String source) {
    return connect(header(source, "keep-alive") + source);
  }

  private String header(String source, String connection) {
    return "POST /v1/simulations/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
        + client
        + "\r\nContent-Type: text/x-qasm\r\nContent-Length: "
        + source.length()
        + "\r\nConnection: "
        + connection
        + "\r\n\r\n";
  }

  private static boolean hears(Waiting connection, String text) {
    connection.listen();
    return connection.heard().contains(text);
  }

  private static void awaitText(Waiting connection, String text) {
    await(() -> hears(connection, text), () -> "never heard " + text + " in " + connection.heard());
  }

  private static void await(BooleanSupplier condition, String failure) {
    await(condition, () -> failure);
  }

  private static void await(BooleanSupplier condition, Supplier<String> failure) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as(failure).isBefore(end);
      Http.sleep(Duration.ofMillis(5));
    }
  }

  private static String jobOf(Waiting stream) {
    String location = stream.heard().split("Location: ", 2)[1];
    return location.substring(location.indexOf("/v1/"), location.indexOf('\r'));
  }

  private String state(String job) {
    return (String) Http.json(Http.get(job, client)).get("state");
  }

  private void awaitState(String job, String state) {
    await(() -> state(job).equals(state), job + " is not " + state);
  }

  @Test
  void tells_of_a_job_until_its_end() {
    String job = job(client, Programs.SHORT);

    HttpResponse<String> stream = Http.get(job + "/events", client);

    assertThat(stream.statusCode()).isEqualTo(200);
    assertThat(stream.headers().firstValue("Content-Type")).contains("text/event-stream");
    assertThat(stream.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(stream.headers().firstValue("RateLimit")).isPresent();
    assertThat(stream.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    List<StreamedEvent> events = StreamedEvent.all(stream.body());
    assertThat(events).hasSizeGreaterThan(1).extracting(StreamedEvent::name).containsOnly("job");
    assertThat(events.get(0).json().get("state")).isIn("QUEUED", "RUNNING");
    Map<String, Object> last = events.get(events.size() - 1).json();
    Map<String, Object> asked = Http.json(Http.get(job, client));
    assertThat(asked.remove("result")).isNotNull();
    assertThat(last).isEqualTo(asked).containsEntry("state", "SUCCEEDED");
  }

  @Test
  void tells_whose_turn_it_is_and_how_far_it_is() {
    Waiting first = follow(job(client, Programs.LONG), client);
    Waiting second = follow(job(client, Programs.LONG), client);

    awaitText(first, "\"progress\":0.0");
    awaitText(second, "\"state\":\"QUEUED\"");
    awaitText(second, "\"position\":1");
    awaitText(first, "\"progress\":0.00");
    assertThat(first.isClosed() || second.isClosed()).isFalse();
  }

  @Test
  void whoever_has_seen_the_end_is_told_not_to_come_back() {
    String job = job(client, BELL);
    List<StreamedEvent> events = StreamedEvent.all(Http.get(job + "/events", client).body());
    String last = events.get(events.size() - 1).id();

    assertThat(again(job, last).statusCode()).isEqualTo(204);
    assertThat(again(job, last).body()).isEmpty();
    assertThat(StreamedEvent.all(again(job, "another").body())).extracting("id").contains(last);
  }

  private HttpResponse<String> again(String job, String seen) {
    return Http.send(
        Http.authorized(job + "/events", client).header("Last-Event-ID", seen).build());
  }

  @Test
  void a_job_that_is_cancelled_says_so_and_one_that_is_erased_ends_the_stream() {
    String job = job(client, Programs.LONG);
    Waiting stream = follow(job, client);
    awaitText(stream, "\"state\":\"RUNNING\"");

    cancel(job, client);

    awaitText(stream, "\"state\":\"CANCELLED\"");
    awaitText(stream, "\r\n0\r\n");
  }

  @Test
  void another_clients_job_is_as_absent_as_one_that_never_was() {
    String job = job(client, BELL);

    HttpResponse<String> others = Http.get(job + "/events", token());
    HttpResponse<String> none =
        Http.get("/v1/simulations/01a20cb2-8220-7f04-9d65-413185fe38eb/events", client);

    assertThat(others.statusCode()).isEqualTo(404);
    assertThat(others.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(others.body()).isEqualTo(none.body());
  }

  @Test
  void head_opens_no_stream() {
    String job = job(client, BELL);

    HttpResponse<String> answer =
        Http.send(
            Http.authorized(job + "/events", client)
                .method("HEAD", BodyPublishers.noBody())
                .build());

    assertThat(answer.statusCode()).isEqualTo(405);
  }

  @Test
  void a_client_has_eight_streams_and_a_ninth_when_one_is_closed() {
    String job = job(client, Programs.LONG);
    for (int i = 0; i < STREAMS_OF_CLIENT; i++) {
      awaitText(follow(job, client), "event: job");
    }

    long asked = System.nanoTime();
    HttpResponse<String> ninth = Http.get(job + "/events", client);
    assertThat(ninth.statusCode()).isEqualTo(429);
    // Whoever asks again at once is not faster for it (docs/adr/0029).
    assertThat(System.nanoTime() - asked).isGreaterThan(TimeUnit.SECONDS.toNanos(1));
    assertThat(ninth.headers().firstValue("Retry-After")).isPresent();
    assertThat(ninth.body()).contains("urn:problem-type:quantonium:too-many-streams");
    asked = System.nanoTime();
    HttpResponse<String> submitted =
        Http.send(post("/v1/simulations/stream", client, BELL).build());
    assertThat(submitted.statusCode()).isEqualTo(429);
    assertThat(System.nanoTime() - asked).isGreaterThan(TimeUnit.SECONDS.toNanos(1));
    assertThat(submitted.body()).contains("urn:problem-type:quantonium:too-many-streams");
    List<?> all = (List<?>) Http.json(Http.get("/v1/simulations", client)).get("simulations");
    assertThat(all).hasSize(1);

    open.remove(0).close();
    await(() -> isStreamed(job), "no place became free");
  }

  private boolean isStreamed(String job) {
    Waiting stream = follow(job, client);
    awaitText(stream, "\r\n\r\n");
    return stream.heard().startsWith("HTTP/1.1 200");
  }

  @Test
  void ends_when_the_token_expires() {
    String job = job(signed(300), Programs.LONG);
    Waiting stream = follow(job, signed(2));
    awaitText(stream, "event: job");

    awaitText(stream, ": the token has expired");
    awaitText(stream, "\r\n0\r\n");
    cancel(job, signed(300));
  }

  @Test
  void ends_when_the_token_is_revoked_and_the_job_goes_on() {
    String credentials = Auditor.client("events", "run:simulation", "read:data");
    String revoked = Http.token(credentials);
    String good = Http.token(credentials);
    String job = job(good, Programs.LONG);
    Waiting ends = follow(job, revoked);
    Waiting goesOn = follow(job, good);
    awaitText(ends, "event: job");
    awaitText(goesOn, "event: job");

    assertThat(Http.postForm("/v1/token/revoke", credentials, "token=" + revoked).statusCode())
        .isEqualTo(200);
    awaitText(ends, ": the token was revoked");
    awaitText(ends, "\r\n0\r\n");
    assertThat(hears(goesOn, "revoked") || goesOn.isClosed()).isFalse();
    assertThat(String.valueOf(Http.json(Http.get(job, good)).get("state")))
        .matches("QUEUED|RUNNING");
    cancel(job, good);
  }

  private static String signed(long seconds) {
    long now = Instant.now().getEpochSecond();
    return Draft.control(Server.forgeryContext()).claim("exp", Long.toString(now + seconds)).sign();
  }

  @Test
  void submits_a_job_and_tells_of_it() {
    HttpResponse<String> stream =
        Http.send(
            post("/v1/simulations/stream?seed=7", client, BELL)
                .header("Idempotency-Key", "\"k\"")
                .build());
    HttpResponse<String> again =
        Http.send(
            post("/v1/simulations?seed=7", client, BELL)
                .header("Idempotency-Key", "\"k\"")
                .build());

    assertThat(stream.statusCode()).as(stream.body()).isEqualTo(201);
    List<StreamedEvent> events = StreamedEvent.all(stream.body());
    Map<String, Object> last = events.get(events.size() - 1).json();
    assertThat(last).containsEntry("state", "SUCCEEDED").doesNotContainKey("result");
    assertThat(stream.headers().firstValue("Location").orElseThrow())
        .endsWith("/v1/simulations/" + last.get("id"));
    assertThat(Http.json(again)).containsEntry("id", last.get("id")).containsKey("result");
  }

  /** Then the request was put off once already. */
  @Test
  void streams_where_the_body_came_slowly() {
    String answer =
        RawHttp.exchange(
            Server.uri("/").getPort(),
            header(BELL, "close"),
            BELL.substring(0, 20),
            BELL.substring(20));

    assertThat(RawHttp.status(answer)).as(answer).isEqualTo(201);
    assertThat(answer).contains("\"state\":\"SUCCEEDED\"");
  }

  @Test
  void refuses_before_the_stream_as_anywhere() {
    HttpResponse<String> circuit = Http.send(post("/v1/simulations/stream", client, "x").build());
    HttpResponse<String> body = Http.postJson("/v1/simulations/stream", client, "{");

    assertThat(circuit.statusCode()).isEqualTo(422);
    assertThat(circuit.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(circuit.body()).contains("urn:problem-type:quantonium:invalid-circuit");
    assertThat(body.statusCode()).isEqualTo(400);
    for (int i = 0; i < STREAMS_OF_CLIENT; i++) {
      Http.send(post("/v1/simulations/stream", client, "x").build());
    }
    assertThat(Http.send(post("/v1/simulations/stream", client, BELL).build()).statusCode())
        .as("refusals leave no place taken")
        .isEqualTo(201);
  }

  @Test
  void a_job_whose_client_went_away_burns_no_cpu_after_100_ms() {
    List<Duration> burnt = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      Waiting stream = submitOnStream(Programs.LONG);
      awaitText(stream, "\"state\":\"RUNNING\"");
      ServerThread runner = ServerThread.busiest(Duration.ofMillis(200));
      stream.listen();
      Duration before = runner.cpu();
      stream.close();
      awaitState(jobOf(stream), "CANCELLED");
      burnt.add(runner.cpu().minus(before));
    }

    assertThat(burnt.stream().sorted().toList().get(1))
        .as("the median of %s", burnt)
        .isLessThan(Duration.ofMillis(100));
  }

  @Test
  void a_job_whose_client_went_away_leaves_the_queue() {
    String first = job(client, Programs.LONG);
    awaitState(first, "RUNNING");
    Waiting stream = submitOnStream(Programs.LONG);
    awaitText(stream, "\"state\":\"QUEUED\"");

    stream.close();

    awaitState(jobOf(stream), "CANCELLED");
    assertThat(state(first)).isEqualTo("RUNNING");
  }

  @Test
  void who_only_follows_stops_nothing_by_going_away() {
    String job = job(client, Programs.LONG);
    Waiting stream = follow(job, client);
    awaitText(stream, "\"state\":\"RUNNING\"");

    stream.close();
    Http.sleep(Duration.ofSeconds(3));

    assertThat(state(job)).isEqualTo("RUNNING");
  }

  @Test
  void who_has_said_all_and_still_listens_has_not_gone_away() {
    Waiting stream = submitOnStream(Programs.LONG);
    awaitText(stream, "\"state\":\"RUNNING\"");

    stream.saysNoMore();
    Http.sleep(Duration.ofSeconds(1));

    assertThat(state(jobOf(stream))).isEqualTo("RUNNING");
    cancel(jobOf(stream), client);
    awaitText(stream, "\"state\":\"CANCELLED\"");
  }

  /** What a reader does that reads nothing is in docs/adr/0019: here its kernel takes all. */
  @Test
  void streams_hold_no_thread() {
    HttpResponse<String> shared =
        Http.send(
            post("/v1/simulations?visibility=tenant", client, Programs.LONG)
                .header("Prefer", "respond-async")
                .build());
    String job = "/v1/simulations/" + Http.json(shared).get("id");
    awaitText(follow(job, client), "event: job");
    long before = ServerThread.count();
    for (int reader = 0; reader < 8; reader++) {
      String token = token();
      for (int i = 0; i < STREAMS_OF_CLIENT; i++) {
        awaitText(follow(job, token), "event: job");
      }
    }

    assertThat(ServerThread.count() - before).isLessThan(32);
  }
}

package org.quantonium.merkle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyLogTest {
  private static final String PREFIX = "/v1/ledger/";

  @TempDir private Path directory;
  private ExportedLog log;
  private HttpServer server;

  /** From path to the Authorization header of its request, "" if there was none. */
  private final Map<String, String> seen = new ConcurrentHashMap<>();

  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicInteger busy = new AtomicInteger();
  private boolean gzip;
  private boolean tokenNeeded;
  private String strangePath = "";
  private int strangeStatus;

  @BeforeEach
  void serve() throws IOException {
    log = ExportedLog.write(directory, Definitions.entries(600));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(PREFIX, this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_log_is_whole_as_it_is_served(boolean compressed) {
    gzip = compressed;

    Verification verification = Verification.of("log", url());
    assertThat(verification.status()).isZero();
    assertThat(verification.out())
        .containsExactly(
            "The checkpoint of ledger.example/audit is signed: 600 entries",
            "The log is whole: 600 entries and all tiles give the root of the checkpoint");
    assertThat(seen).hasSize(1 + 3 + 3 + 1);
  }

  @Test
  void a_log_that_limits_its_readers_is_read_more_slowly() {
    busy.set(2);

    assertThat(Verification.of("log", url()).status()).isZero();
    assertThat(busy).hasNegativeValue();
  }

  @Test
  void the_prefix_may_end_in_a_slash() {
    assertThat(Verification.of("log", url() + "/").status()).isZero();
  }

  @Test
  void an_entry_was_changed() {
    log.flip("tile/entries/001", 8 * 2);

    Verification verification = Verification.of("log", url());
    assertThat(verification.status()).isEqualTo(1);
    assertThat(verification.out())
        .contains("Entry 256 was changed: its hash is not the one in tile/0/001");
  }

  @Test
  void an_older_checkpoint_is_compared() {
    byte[] root = Definitions.mth(Definitions.entries(3));
    String older = TestKey.sign(new Checkpoint(TestKey.ORIGIN, 3, root).text()).toString();
    String other = TestKey.sign(new Checkpoint(TestKey.ORIGIN, 3, new byte[32]).text()).toString();
    log.write("older", older.getBytes(UTF_8));
    log.write("other", other.getBytes(UTF_8));

    assertThat(Verification.of("log", url(), "--since", file("older")).status()).isZero();
    assertThat(Verification.of("log", url(), "--since", file("other")).status()).isEqualTo(1);
  }

  @Test
  void the_token_goes_to_entries_alone() {
    tokenNeeded = true;
    log.write("token", "a.b-c_d\n".getBytes(UTF_8));

    assertThat(Verification.of("log", url(), "--token-file", file("token")).status()).isZero();
    assertThat(seen)
        .containsEntry("tile/entries/000", "Bearer a.b-c_d")
        .containsEntry("tile/entries/002.p/88", "Bearer a.b-c_d")
        .containsEntry("tile/0/000", "")
        .containsEntry("tile/1/000.p/2", "")
        .containsEntry("checkpoint", "");
  }

  @Test
  void entries_that_want_a_token_are_not_judged_without() {
    tokenNeeded = true;

    Verification verification = Verification.of("log", url());
    assertThat(verification.status()).isEqualTo(2);
    assertThat(verification.err())
        .containsExactly(
            "Cannot read: The log answers 401 to a request for tile/entries/000: it wants a"
                + " --token-file that may read it");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 400, 403, 429, 500, 503})
  void a_file_that_the_server_does_not_give_is_not_judged(int status) {
    strange("tile/0/001", status);

    Verification verification = Verification.of("log", url());
    assertThat(verification.status()).isEqualTo(2);
    assertThat(verification.err())
        .singleElement()
        .asString()
        .startsWith("Cannot read: The log answers " + status + " to a request for tile/0/001");
    assertThat(seen).doesNotContainKey("elsewhere");
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 410})
  void a_file_that_is_not_there_is_missing(int status) {
    strange("tile/0/001", status);

    Verification verification = Verification.of("log", url());
    assertThat(verification.status()).isEqualTo(1);
    assertThat(verification.out()).endsWith("tile/0/001 is missing");
  }

  @Test
  void a_log_that_is_not_there_is_not_judged() {
    assertThat(Verification.of("log", url() + "/elsewhere").status()).isEqualTo(2);
    stop();
    Verification verification = Verification.of("log", url());
    assertThat(verification.status()).isEqualTo(2);
    assertThat(verification.err()).singleElement().asString().contains("no answer for checkpoint");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void no_more_is_read_than_a_file_may_have(boolean compressed) {
    gzip = compressed;
    log.write("tile/0/000", new byte[100_000_000]);

    Verification verification = Verification.of("log", url());
    assertThat(verification.status()).isEqualTo(1);
    assertThat(verification.out()).endsWith("tile/0/000 has more than 8192 bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, -2})
  @Timeout(10)
  void a_server_that_does_not_finish_is_left(int silence) throws Usage {
    strange("checkpoint", silence);
    HttpSource source = new HttpSource(url(), Optional.empty(), Duration.ofMillis(300));

    assertThatThrownBy(() -> source.read("checkpoint", 1000))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("The log takes more than 300 ms for checkpoint");
  }

  @Test
  void progress_is_told_every_five_seconds() {
    Clock clock =
        new Clock() {
          private Instant now = Instant.EPOCH;

          @Override
          public Instant instant() {
            now = now.plusSeconds(2);
            return now;
          }

          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        };

    assertThat(Verification.at(clock, "log", url()).err()).containsExactly("600 of 600 entries");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ledger.example",
        "ftp://ledger.example",
        "http:///x",
        "http://a b",
        "https://a/?b",
        "https://a/#b",
        ""
      })
  void an_address_is_http_and_a_path(String url) {
    Verification verification = Verification.of("log", url);

    assertThat(verification.status()).isEqualTo(2);
    assertThat(verification.err())
        .containsExactly(
            "The log's URL is not http(s)://host/path without a query; --help says more");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "a b", "a\nb", "\u00e9"})
  void a_token_is_one_word(String token) {
    log.write("token", token.getBytes(UTF_8));
    Verification verification = Verification.of("log", url(), "--token-file", file("token"));

    assertThat(verification.status()).isEqualTo(2);
    assertThat(verification.err())
        .containsExactly(file("token") + " does not hold one token; --help says more");
    assertThat(seen).isEmpty();
  }

  private void strange(String path, int status) {
    strangePath = path;
    strangeStatus = status;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(PREFIX.length());
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    seen.put(path, authorization == null ? "" : authorization);
    if (path.equals("tile/0/001") && busy.getAndDecrement() > 0) {
      exchange.getResponseHeaders().add("Retry-After", "1");
      exchange.sendResponseHeaders(429, -1);
    } else if (path.equals(strangePath)) {
      exchange.getResponseHeaders().add("Location", PREFIX + "elsewhere");
      if (strangeStatus < -1) { // begins to answer, and does not go on
        exchange.sendResponseHeaders(200, 100);
        exchange.getResponseBody().write(1);
        exchange.getResponseBody().flush();
      }
      if (strangeStatus < 0) {
        waitForTheEnd();
      } else {
        exchange.sendResponseHeaders(strangeStatus, -1);
      }
    } else if (tokenNeeded && path.startsWith("tile/entries/") && authorization == null) {
      exchange.sendResponseHeaders(401, -1);
    } else if (!Files.isRegularFile(directory.resolve(path))) {
      exchange.sendResponseHeaders(404, -1);
    } else {
      byte[] body = log.read(path);
      if (gzip) {
        body = gzip(body);
        exchange.getResponseHeaders().add("Content-Encoding", "gzip");
      }
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private void waitForTheEnd() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(body);
    }
    return bytes.toByteArray();
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/ledger";
  }

  private Path file(String name) {
    return directory.resolve(name);
  }
}

package org.quantonium.container;

import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.quantonium.attack.ForgeryContext;
import org.quantonium.issuer.IssuerStub;
import org.quantonium.keys.SeededKey;
import org.quantonium.storage.DataDirectory;

/** The server under test: where it is, what it was given, and what its owner can read. */
public final class Server {
  private static final Duration START = Duration.ofMinutes(2);

  private static ECKey signingKey;
  private static IssuerStub issuer;
  private static ECKey issuerKey;
  private static final Map<String, byte[]> OLDER_WAVEFORM_KEYS = new HashMap<>();

  private Server() {}

  static Path war() {
    return Path.of(System.getProperty("war"));
  }

  /** Base URI, without a slash at its end; also the issuer of its tokens. */
  public static String base() {
    return "http://127.0.0.1:" + System.getProperty("server.http.port");
  }

  public static URI uri(String path) {
    return URI.create(base() + path);
  }

  /** Where MicroProfile Health answers: WildFly has it on its management port. */
  static URI health(String path) {
    boolean wildfly = System.getProperty("arquillian.launch").equals("wildfly");
    String port = System.getProperty(wildfly ? "server.management.port" : "server.http.port");
    return URI.create("http://127.0.0.1:" + port + "/health" + path);
  }

  /** The private key that signs this server's tokens. */
  public static ECKey signingKey() {
    return signingKey;
  }

  /** Another issuer, whose tokens this server takes. */
  static IssuerStub issuer() {
    return issuer;
  }

  /** The private key that signs that one's tokens. */
  static ECKey issuerKey() {
    return issuerKey;
  }

  /** From now on another key does, and that one alone. */
  static void rotateIssuer(ECKey next) {
    issuerKey = next;
    Secrets.plant("the private key of another issuer", next);
    issuer.publish(next);
  }

  /** Before the server starts, which asks for its keys. */
  static void startIssuer() throws IOException {
    issuer = IssuerStub.startAt(Integer.parseInt(System.getProperty("issuer.port")));
    rotateIssuer(IssuerStub.es256());
  }

  /** Two keys, by kid, that made hashes of waveforms before the one that does so now. */
  static Map<String, byte[]> olderWaveformKeys() {
    return Map.copyOf(OLDER_WAVEFORM_KEYS);
  }

  /** What a token of its administrator would say that may run simulations and read them. */
  public static ForgeryContext forgeryContext() {
    return new ForgeryContext(
        signingKey,
        signingKey.getKeyID(),
        base(),
        "quantonium",
        "operator",
        "bootstrap",
        List.of("run:simulation", "read:data"),
        Clock.systemUTC());
  }

  /** What it logs. */
  static Path log() {
    return Path.of(System.getProperty("server.directory"), "console.log");
  }

  static Path dataDirectory() {
    return Path.of(System.getProperty("server.data"));
  }

  /** {@code client_id:client_secret} of the bootstrap administrator. */
  public static String bootstrapCredentials() {
    try {
      return Files.readString(dataDirectory().resolve("bootstrap-secret")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leaves a data directory as earlier starts would have, with keys that the tests know. */
  static void seed() throws Exception {
    if (Files.exists(dataDirectory())) {
      try (var files = Files.walk(dataDirectory())) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    DataDirectory directory = new DataDirectory(dataDirectory().toString());
    signingKey = SeededKey.in(directory);
    for (int rotations = 0; rotations < 2; rotations++) {
      OLDER_WAVEFORM_KEYS.putAll(SeededKey.olderWaveformKey(directory));
    }
    Secrets.plant("the private key that signs tokens", signingKey);
    OLDER_WAVEFORM_KEYS.values().forEach(key -> Secrets.plant("a key for waveforms", key));
  }

  /** Returns when the application answers. */
  static void awaitReady() {
    Instant end = Instant.now().plus(START);
    while (Instant.now().isBefore(end)) {
      try {
        HttpResponse<String> answer =
            Http.send(HttpRequest.newBuilder(uri("/.well-known/jwks.json")).build());
        if (answer.statusCode() == 200) {
          return;
        }
      } catch (UncheckedIOException notYet) {
        // Not listening yet.
      }
      Http.sleep(Duration.ofMillis(200));
    }
    throw new AssertionError("The application did not answer within " + START);
  }

  /** What readiness tells once the node has measured its prices, or has not within 15 s. */
  static HttpResponse<String> awaitPrices() {
    Instant end = Instant.now().plus(START);
    HttpResponse<String> answer;
    do {
      answer = Http.send(HttpRequest.newBuilder(health("/ready")).build());
      if (answer.statusCode() == 200) {
        return answer;
      }
      Http.sleep(Duration.ofMillis(200));
    } while (Instant.now().isBefore(end));
    throw new AssertionError("The node is not ready: " + answer.body());
  }

  /** The server's process: a child of this one, found by the WAR or the home that it was given. */
  static ProcessHandle process() {
    List<ProcessHandle> candidates =
        ProcessHandle.current()
            .descendants()
            .filter(p -> p.info().commandLine().orElse("").contains("-Dquantonium.data.directory="))
            .toList();
    if (candidates.isEmpty()) {
      throw new AssertionError("No child process is the server");
    }
    return candidates.get(candidates.size() - 1);
  }
}

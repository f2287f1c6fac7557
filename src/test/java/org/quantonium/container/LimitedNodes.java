package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.quantonium.redis.RedisProcess;
import org.quantonium.secrets.SecretBytes;

/**
 * Two nodes that share a Redis and little else, under limits that a test reaches; the second
 * believes its proxy. Each has an administrator of its own.
 */
final class LimitedNodes implements AutoCloseable {
  private static final String GRANT = "grant_type=client_credentials";

  private final RedisProcess redis;
  private final List<Node> nodes = new ArrayList<>();
  private final List<String> credentials = new ArrayList<>();
  private final List<String> tokens = new ArrayList<>();

  private LimitedNodes(RedisProcess redis) {
    this.redis = redis;
  }

  /**
   * Starts them.
   *
   * @param capacity of a client's bucket, refilled by so much a second
   * @param address capacity of an address's bucket, refilled by 1 a second
   */
  static LimitedNodes start(Path directory, int capacity, int refill, int address)
      throws Exception {
    LimitedNodes all =
        new LimitedNodes(
            RedisProcess.safe(RedisProcess.binaries().findFirst().orElseThrow(), directory));
    try {
      all.startNodes(directory, capacity, refill, address);
      return all;
    } catch (Exception | AssertionError e) {
      all.close();
      throw e;
    }
  }

  private void startNodes(Path directory, int capacity, int refill, int address)
      throws IOException {
    Map<String, String> settings = redis.settings();
    settings.put("quantonium.mode", "production");
    settings.put("quantonium.kek.file", kek(directory).toString());
    settings.put("quantonium.nodes", "2");
    settings.put("quantonium.redis.timeout.millis", "50");
    settings.put("quantonium.limits.principal.capacity", "" + capacity);
    settings.put("quantonium.limits.principal.refill.per.second", "" + refill);
    settings.put("quantonium.limits.address.capacity", "" + address);
    settings.put("quantonium.limits.address.refill.per.second", "1");
    settings.put("quantonium.limits.token.capacity", "20");
    settings.put("quantonium.limits.token.refill.per.second", "5");
    settings.put("quantonium.limits.token.guess.capacity", "100");
    settings.put("quantonium.limits.token.guess.refill.per.second", "1");
    settings.put("quantonium.limits.token.client.capacity", "30");
    settings.put("quantonium.limits.token.client.refill.per.second", "5");
    // Whoever is refused asks again at once, so that all that the limits would let through is
    // asked.
    settings.put("quantonium.refusal.millis", "0");
    List<String> options = new ArrayList<>();
    settings.forEach((key, value) -> options.add("-D" + key + "=" + value));
    nodes.add(Node.start(directory.resolve("one"), options.toArray(String[]::new)));
    options.add("-Dquantonium.proxies.trusted=127.0.0.1");
    nodes.add(Node.start(directory.resolve("two"), options.toArray(String[]::new)));
    nodes.forEach(Node::awaitReady);
    for (int i = 0; i < 2; i++) {
      Path data = directory.resolve(i == 0 ? "one" : "two");
      credentials.add(Files.readString(data.resolve("bootstrap-secret")).strip());
      tokens.add(nodes.get(i).token(credentials.get(i)));
    }
  }

  /** In production there is no start with one that the node makes. */
  private static Path kek(Path directory) throws IOException {
    Path file = directory.resolve("kek");
    Files.write(file, SecretBytes.random(32).expose());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    return file;
  }

  RedisProcess redis() {
    return redis;
  }

  Node get(int node) {
    return nodes.get(node);
  }

  List<Node> all() {
    return nodes;
  }

  /** Of the node's administrator. */
  String credentials(int node) {
    return credentials.get(node);
  }

  /** How often a node took Redis for lost. */
  long losses() {
    return nodes.stream().mapToLong(node -> node.log().split("Redis is away", -1).length).sum();
  }

  /** As the administrator of a node. */
  HttpResponse<String> read(int node) {
    return read(node, tokens.get(node));
  }

  HttpResponse<String> read(int node, String token) {
    return Http.send(
        nodes
            .get(node)
            .request("/v1/simulations?limit=1")
            .header("Authorization", "Bearer " + token)
            .build());
  }

  HttpResponse<String> anonymous(int node, String forwarded) {
    return Http.send(
        nodes
            .get(node)
            .request("/.well-known/oauth-authorization-server")
            .header("X-Forwarded-For", forwarded)
            .build());
  }

  /** What the second node's token endpoint answers, head and body, to one behind its proxy. */
  String grantFrom(String forwarded, String clientCredentials) {
    String head =
        "POST /v1/token HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Forwarded-For: "
            + forwarded
            + "\r\nAuthorization: "
            + Http.basic(clientCredentials)
            + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            + GRANT.length()
            + "\r\n\r\n"
            + GRANT;
    return RawHttp.exchange(nodes.get(1).port(), head);
  }

  /** As the administrator of the first node, who waits where told to. */
  HttpResponse<String> patiently(String path) {
    return send("GET", path, "");
  }

  /** The same with a body. */
  HttpResponse<String> send(String method, String path, String json) {
    return send(0, method, path, json);
  }

  private HttpResponse<String> send(int node, String method, String path, String json) {
    HttpRequest request =
        nodes
            .get(node)
            .request(path)
            .header("Authorization", "Bearer " + tokens.get(node))
            .header("Content-Type", "application/json")
            .method(
                method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
            .build();
    HttpResponse<String> answer = Http.send(request);
    while (answer.statusCode() == 429) {
      Http.sleep(Duration.ofSeconds(1));
      answer = Http.send(request);
    }
    return answer;
  }

  /** Entries, as soon as they tell of it: they are in the tree a little after the answer. */
  String entries(int node, String query, String text) {
    String path = "/v1/ledger/entries?" + query;
    String entries = send(node, "GET", path, "").body();
    for (int i = 0; i < 20 && !entries.contains(text); i++) {
      Http.sleep(Duration.ofSeconds(1));
      entries = send(node, "GET", path, "").body();
    }
    return entries;
  }

  @Override
  public void close() {
    nodes.forEach(Node::kill);
    redis.close();
  }

  /** Once the address has its share again, if Redis was lost meanwhile. */
  boolean served(String address, String credentials) {
    for (int i = 0; i < 20; i++) {
      if (RawHttp.status(grantFrom(address, credentials)) == 200) {
        return true;
      }
      Http.sleep(Duration.ofSeconds(1));
    }
    return false;
  }

  /** Fails if a node does not know of a change within five seconds. */
  void awaitPolicy(String token, String policy) {
    long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (!read(0, token).headers().firstValue("RateLimit-Policy").orElse("").contains(policy)) {
      assertThat(System.nanoTime()).as("%s", policy).isLessThan(end);
      Http.sleep(Duration.ofMillis(200));
    }
  }
}

package org.quantonium.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Vault's HTTP API documents of the requests that this service sends, on a free port of
 * 127.0.0.1: KV version 2 at {@code secret}, Transit at {@code transit}, logins by AppRole and
 * Kubernetes, tokens with leases. It is no Vault: none was to be had.
 */
public final class VaultStub implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  /** What stands in for the stub's own answers, or nothing. */
  volatile Optional<HttpHandler> instead = Optional.empty();

  /** The lease of new tokens, and how long they live in all; seconds. */
  public volatile long leaseSeconds = 3600;

  /** Hears of each token that it makes. */
  public volatile Consumer<String> onToken = token -> {};

  volatile long maxSeconds = Long.MAX_VALUE / 2_000_000_000;
  volatile boolean renewable = true;

  /** Only requests that name it find anything. */
  volatile String namespace = "";

  /** A path that no token's policy permits. */
  volatile String forbidden = "";

  /** What logs in: role or role id, and its secret. */
  private final Map<String, String> logins = new ConcurrentHashMap<>();

  private final Map<String, Lease> tokens = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Object>> secrets = new ConcurrentHashMap<>();
  private final TransitStub transit = new TransitStub();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  private final HttpServer server;
  private final LongSupplier nanos;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private record Lease(long from, long until) {}

  private VaultStub(HttpServer server, LongSupplier nanos) {
    this.server = server;
    this.nanos = nanos;
    server.createContext("/", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  /** Without TLS, and with leases by the real clock. */
  public static VaultStub start() throws IOException {
    return start(System::nanoTime);
  }

  static VaultStub start(LongSupplier nanos) throws IOException {
    return new VaultStub(HttpServer.create(anywhere(), 0), nanos);
  }

  static VaultStub start(SSLContext tls) throws IOException {
    HttpsServer server = HttpsServer.create(anywhere(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return new VaultStub(server, System::nanoTime);
  }

  private static InetSocketAddress anywhere() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String url() {
    return (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:" + port();
  }

  /** A token that is good from now on. */
  String token() {
    String token = "hvs." + Base64.getUrlEncoder().encodeToString(SecretBytes.random(24).expose());
    onToken.accept(token);
    long now = nanos.getAsLong();
    tokens.put(token, new Lease(now, now + TimeUnit.SECONDS.toNanos(leaseSeconds)));
    return token;
  }

  void revokeAll() {
    tokens.clear();
  }

  int liveTokens() {
    return (int) tokens.values().stream().filter(this::lives).count();
  }

  private boolean lives(Lease lease) {
    return lease.until() - nanos.getAsLong() > 0;
  }

  public void permit(String role, String secret) {
    logins.put(role, secret);
  }

  /** {@code vault kv put}: a new version with these fields alone. */
  public void put(String path, Map<String, Object> fields) {
    secrets.put(path, fields);
  }

  void delete(String path) {
    secrets.remove(path);
  }

  public TransitStub transit() {
    return transit;
  }

  /** Method and path of each request, in their order. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(exchange.getRequestMethod() + " " + path);
    if (instead.isPresent()) {
      instead.get().handle(exchange);
      return;
    }
    byte[] body = exchange.getRequestBody().readAllBytes();
    try {
      String asked = header(exchange, "X-Vault-Namespace");
      if (!asked.equals(namespace) || !header(exchange, "X-Vault-Request").equals("true")) {
        throw new Refused(404);
      }
      answer(exchange, 200, answered(exchange, path.substring("/v1/".length()), body));
    } catch (Refused e) {
      answer(exchange, e.status, Map.of("errors", List.of("permission denied")));
    }
  }

  private Map<String, Object> answered(HttpExchange exchange, String path, byte[] body) {
    Map<?, ?> sent = body.length == 0 ? Map.of() : JSON.readValue(body, Map.class);
    if (path.equals("auth/approle/login")) {
      return login(sent.get("role_id"), sent.get("secret_id"), 400);
    }
    if (path.equals("auth/kubernetes/login")) {
      return login(sent.get("role"), sent.get("jwt"), 403);
    }
    String token = header(exchange, "X-Vault-Token");
    Lease lease = tokens.get(token);
    if (lease == null || !lives(lease) || path.equals(forbidden)) {
      throw new Refused(403);
    }
    if (path.startsWith("secret/data/")) {
      return kv(path.substring("secret/data/".length()));
    }
    if (path.startsWith("transit/")) {
      return Map.of("data", transit.answer(path.substring("transit/".length()), sent));
    }
    return switch (path) {
      case "auth/token/lookup-self" ->
          Map.of("data", Map.of("ttl", secondsLeft(lease), "renewable", renewable));
      case "auth/token/renew-self" -> renew(token, lease);
      case "auth/token/revoke-self" -> {
        tokens.remove(token);
        yield Map.of();
      }
      default -> throw new Refused(404);
    };
  }

  private Map<String, Object> login(Object role, Object secret, int refusal) {
    if (role == null || !String.valueOf(secret).equals(logins.get(role))) {
      throw new Refused(refusal);
    }
    return auth(token(), leaseSeconds);
  }

  private Map<String, Object> renew(String token, Lease lease) {
    if (!renewable) {
      throw new Refused(400);
    }
    long now = nanos.getAsLong();
    long rest = lease.from() + TimeUnit.SECONDS.toNanos(maxSeconds) - now;
    long end = now + Math.min(TimeUnit.SECONDS.toNanos(leaseSeconds), rest);
    Lease renewed = new Lease(lease.from(), end);
    tokens.put(token, renewed);
    return auth(token, secondsLeft(renewed));
  }

  private long secondsLeft(Lease lease) {
    return TimeUnit.NANOSECONDS.toSeconds(lease.until() - nanos.getAsLong());
  }

  private Map<String, Object> auth(String token, long seconds) {
    Map<String, Object> auth = new HashMap<>();
    auth.put("client_token", token);
    auth.put("accessor", "an-accessor");
    auth.put("policies", List.of("default", "quantonium"));
    auth.put("lease_duration", seconds);
    auth.put("renewable", renewable);
    auth.put("mfa_requirement", null);
    return Map.of("request_id", "a-request", "auth", auth, "renewable", false);
  }

  private Map<String, Object> kv(String path) {
    Map<String, Object> fields = secrets.get(path);
    if (fields == null) {
      throw new Refused(404);
    }
    return Map.of(
        "request_id",
        "a-request",
        "lease_duration",
        0,
        "data",
        Map.of("data", fields, "metadata", Map.of("version", 1, "destroyed", false)));
  }

  private static String header(HttpExchange exchange, String name) {
    List<String> values = exchange.getRequestHeaders().getOrDefault(name, List.of(""));
    return String.join(" and ", values);
  }

  static void answer(HttpExchange exchange, int status, Map<String, Object> body)
      throws IOException {
    answer(exchange, status, JSON.writeValueAsString(body));
  }

  static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** Vault is away: nothing listens there any more. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** An answer that is not 200. */
  static final class Refused extends UncheckedIOException {
    private static final long serialVersionUID = 1L;
    private final int status;

    Refused(int status) {
      super(new IOException("Refused"));
      this.status = status;
    }
  }
}

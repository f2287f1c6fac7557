package org.quantonium.issuer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** An OpenID provider's metadata and keys, on a free port of 127.0.0.1. */
public final class IssuerStub implements AutoCloseable {
  private final HttpServer server;
  private final String scheme;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile String keys = "{\"keys\":[]}";

  /** What stands in for the stub's own answers, or nothing. */
  volatile Optional<HttpHandler> instead = Optional.empty();

  final AtomicInteger requests = new AtomicInteger();

  private IssuerStub(HttpServer server, String scheme) {
    this.scheme = scheme;
    this.server = server;
    server.createContext("/", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  public static IssuerStub start() throws IOException {
    return startAt(0);
  }

  /** One that takes the place of one that was closed. */
  public static IssuerStub startAt(int port) throws IOException {
    return new IssuerStub(HttpServer.create(at(port), 0), "http");
  }

  /** The same over TLS. */
  public static IssuerStub startAt(int port, SSLContext tls) throws IOException {
    HttpsServer server = HttpsServer.create(at(port), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return new IssuerStub(server, "https");
  }

  private static InetSocketAddress at(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String url() {
    return scheme + "://127.0.0.1:" + port() + "/realms/lab";
  }

  /** A fresh key for ES256, as an issuer describes it. */
  public static ECKey es256() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.ES256)
          .keyIDFromThumbprint(true)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From now on it answers everything so, if anything is given. */
  public void answerInstead(Optional<HttpHandler> handler) {
    instead = handler;
  }

  /** From now on these are its keys. */
  public void publish(JWK... jwks) {
    publish(
        Arrays.stream(jwks)
            .map(key -> key.toPublicJWK().toJSONString())
            .collect(Collectors.joining(",", "{\"keys\":[", "]}")));
  }

  void publish(String json) {
    keys = json;
  }

  private void serve(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    try (exchange) {
      if (instead.isPresent()) {
        instead.get().handle(exchange);
        return;
      }
      switch (exchange.getRequestURI().toString()) {
        case "/realms/lab/.well-known/openid-configuration" ->
            answer(exchange, 200, metadata(url(), url() + "/certs"));
        case "/realms/lab/certs" -> answer(exchange, 200, keys);
        default -> answer(exchange, 404, "{}");
      }
    }
  }

  static String metadata(String issuer, String keysPlace) {
    return "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\",\"claims_supported\":[\"sub\"],\"x\":{\"y\":true}}"
        .formatted(issuer, keysPlace);
  }

  public static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

package org.quantonium.container;

import com.nimbusds.jose.jwk.ECKey;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import org.quantonium.attack.Draft;
import org.quantonium.attack.ForgedProofs;
import org.quantonium.attack.ForgedProofs.Target;
import org.quantonium.attack.ForgeryContext;

/** What a client says that has a key of its own, and tokens that are bound to it. */
final class BoundTokens {
  static final String GRANT = "grant_type=client_credentials";

  private final ECKey key;

  BoundTokens(ECKey key) {
    this.key = key;
  }

  /** A good proof, to be sent once. */
  Draft proof(String method, String path, String token) {
    return ForgedProofs.control(target(method, path, token));
  }

  Target target(String method, String path, String token) {
    ForgeryContext context =
        new ForgeryContext(
            key,
            "unused",
            Server.base(),
            "unused",
            "unused",
            "unused",
            List.of(),
            Clock.systemUTC());
    return new Target(context, method, path, token);
  }

  /** Asks for a token that is bound to the key. */
  HttpResponse<String> grant(String credentials) {
    return grant(credentials, List.of(proof("POST", "/v1/token", "").sign()));
  }

  static HttpResponse<String> grant(String credentials, List<String> proofs) {
    HttpRequest.Builder request =
        Http.request("/v1/token")
            .header("Authorization", Http.basic(credentials))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(GRANT));
    proofs.forEach(proof -> request.header("DPoP", proof));
    return Http.send(request.build());
  }

  String token(String credentials) {
    HttpResponse<String> answer = grant(credentials);
    if (answer.statusCode() != 200) {
      throw new AssertionError("No token: " + answer.statusCode() + " " + answer.body());
    }
    return (String) Http.json(answer).get("access_token");
  }

  /** Sends a request with a fresh proof; its query is no part of what is proven. */
  HttpResponse<String> send(String method, String pathAndQuery, String token, String body) {
    String proof = proof(method, pathAndQuery.replaceFirst("\\?.*", ""), token).sign();
    return send(method, pathAndQuery, "DPoP " + token, List.of(proof), body);
  }

  static HttpResponse<String> send(
      String method, String path, String authorization, List<String> proofs, String body) {
    BodyPublisher publisher =
        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    HttpRequest.Builder request =
        Http.request(path)
            .header("Authorization", authorization)
            .header("Content-Type", body.startsWith("{") ? "application/json" : "text/x-qasm")
            .method(method, publisher);
    proofs.forEach(proof -> request.header("DPoP", proof));
    return Http.send(request.build());
  }
}

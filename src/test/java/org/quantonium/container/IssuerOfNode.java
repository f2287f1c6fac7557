package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantonium.attack.Draft.quoted;

import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.quantonium.attack.Draft;
import org.quantonium.attack.ForgeryContext;
import org.quantonium.issuer.IssuerStub;
import org.quantonium.outbound.SelfSigned;
import org.quantonium.storage.FreePort;

/** Another issuer of a node, over TLS by a CA of its own; it may be away. */
final class IssuerOfNode implements AutoCloseable {
  private final int port = FreePort.find();
  private final ECKey key = IssuerStub.es256();
  private final SelfSigned certificate;
  private IssuerStub stub;

  private IssuerOfNode(SelfSigned certificate) {
    this.certificate = certificate;
  }

  /** One that is away yet. */
  static IssuerOfNode away(Path directory) throws Exception {
    return new IssuerOfNode(SelfSigned.in(directory, "issuer", "ip:127.0.0.1"));
  }

  /** It is there from then on. */
  void come() throws IOException {
    stub = IssuerStub.startAt(port, certificate.server());
    stub.publish(key);
  }

  String url() {
    return "https://127.0.0.1:" + port + "/realms/lab";
  }

  /** What the node is told of it, but for the certificate. */
  String[] options() {
    return new String[] {
      "-Dquantonium.issuer.url=" + url(),
      "-Dquantonium.issuer.name=lab",
      "-Dquantonium.issuer.timeout.millis=20000",
      "-Dquantonium.issuer.scopes.claim=roles",
      "-Dquantonium.issuer.scopes=runner=run:simulation,auditor=read:ledger,keeper=admin:keys"
    };
  }

  String trust() {
    return "-Dquantonium.issuer.ca.file=" + certificate.pem();
  }

  /** A token of somebody who has this role there. */
  String token(String role) {
    ForgeryContext context =
        new ForgeryContext(
            key, key.getKeyID(), url(), "quantonium", "x", "x", List.of("x"), Clock.systemUTC());
    return Draft.control(context)
        .withoutClaim("client_id")
        .claim("azp", quoted("notebook"))
        .claim("roles", "[" + quoted(role) + "]")
        .sign();
  }

  /** What a node answers that is given one of its tokens. */
  HttpResponse<String> simulate(Node node) {
    return Http.send(
        node.request("/v1/simulations?seed=1")
            .header("Authorization", "Bearer " + token("runner"))
            .header("Content-Type", "text/x-qasm")
            .POST(BodyPublishers.ofString("qreg q[1];h q[0];"))
            .build());
  }

  /** The node serves, says how it stands with this issuer, and believes none of its tokens. */
  void isMissedBy(Node node, String condition) {
    node.await(() -> node.readiness().statusCode() == 200, "is not ready without its issuer");
    assertThat(conditionAt(node)).isEqualTo(condition);
    HttpResponse<String> answer = simulate(node);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
  }

  /** Returns when the node takes its tokens. */
  void awaitTaken(Node node) {
    node.await(() -> simulate(node).statusCode() == 201, "does not take the issuer's tokens");
    assertThat(conditionAt(node)).isEqualTo("UP");
  }

  private static Object conditionAt(Node node) {
    return healthAt(node).get("condition");
  }

  /** What the node's readiness tells of its issuers. */
  static Map<?, ?> healthAt(Node node) {
    return ((List<?>) Http.json(node.readiness()).get("checks"))
        .stream()
            .map(check -> (Map<?, ?>) check)
            .filter(check -> check.get("name").equals("issuer"))
            .map(check -> (Map<?, ?>) check.get("data"))
            .findFirst()
            .orElseThrow();
  }

  @Override
  public void close() {
    if (stub != null) {
      stub.close();
    }
  }
}

package org.quantonium.secrets;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.quantonium.outbound.BoundedHttp;
import org.quantonium.outbound.Unanswered;

/** One request to Vault's HTTP API, and its answer; bounded as {@link BoundedHttp} is. */
final class VaultHttp {
  private final URI url;
  private final Optional<String> namespace;
  private final int timeoutMillis;
  private final BoundedHttp http;

  /**
   * Connects when first asked.
   *
   * @throws IllegalStateException if the certificates cannot be read
   */
  VaultHttp(VaultSettings settings) {
    this.url = settings.url();
    this.namespace = settings.namespace();
    this.timeoutMillis = settings.timeoutMillis();
    this.http =
        new BoundedHttp(
            settings.certificates(), "quantonium.vault.ca.file", Duration.ofMillis(timeoutMillis));
  }

  /** What is read there. */
  VaultAnswer get(String path, SecretBytes token) throws VaultException {
    return send("GET", path, new byte[0], Optional.of(token));
  }

  /** What is answered to this body, which is wiped. */
  VaultAnswer post(String path, byte[] body, Optional<SecretBytes> token) throws VaultException {
    return send("POST", path, body, token);
  }

  private VaultAnswer send(String method, String path, byte[] body, Optional<SecretBytes> token)
      throws VaultException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve("/v1/" + path))
            .header("X-Vault-Request", "true")
            .header("Accept", "application/json")
            .method(
                method,
                method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    namespace.ifPresent(n -> request.header("X-Vault-Namespace", n));
    if (token.isPresent()) {
      request.header("X-Vault-Token", header(token.orElseThrow()));
    }
    HttpResponse<byte[]> answer = answer(request.build());
    Arrays.fill(body, (byte) 0);
    return switch (answer.statusCode()) {
      case 200 -> VaultAnswer.read(answer.body());
      case 204 -> VaultAnswer.read("{}".getBytes(US_ASCII));
      default -> throw VaultException.answered(answer.statusCode(), method + " " + path);
    };
  }

  /** A token as the value of a header; the HTTP client would quote one that cannot be. */
  private static String header(SecretBytes token) throws VaultException {
    String text = new String(token.expose(), US_ASCII);
    if (!text.chars().allMatch(c -> c > ' ' && c <= '~')) {
      throw VaultException.refused(
          "The token for Vault has characters that no token has: write it to its file anew");
    }
    return text;
  }

  private HttpResponse<byte[]> answer(HttpRequest request) throws VaultException {
    try {
      return http.send(request);
    } catch (Unanswered e) {
      throw VaultException.away(
          switch (e.reason()) {
            case LATE ->
                "Vault gave no answer within "
                    + timeoutMillis
                    + " ms (quantonium.vault.timeout.millis)";
            case TOO_LONG -> "What answers at quantonium.vault.url is not Vault: " + e.getMessage();
            case NOT_TRUSTED ->
                "Vault's certificate is not trusted, or of another host: quantonium.vault.ca.file"
                    + " holds in PEM who signed it, and quantonium.vault.url a name that it has";
            case UNREACHABLE ->
                "Vault cannot be reached at quantonium.vault.url: " + e.getMessage();
            case INTERRUPTED -> "Vault was not waited for: the node stops";
          });
    }
  }
}

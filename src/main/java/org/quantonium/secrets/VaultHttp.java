package org.quantonium.secrets;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/**
 * One request to Vault's HTTP API, and its answer.
 *
 * <p>Directly, never through a proxy or to where a redirect leads, TLS 1.2 at least, and the
 * certificate must be of the host that was named. An answer has 256 KiB at most and is whole within
 * the time-out.
 */
final class VaultHttp {
  private static final int MAX_BYTES = 256 << 10;

  private final URI url;
  private final Optional<String> namespace;
  private final Duration timeout;
  private final HttpClient client;

  /**
   * Connects when first asked.
   *
   * @throws IllegalStateException if the certificates cannot be read
   */
  VaultHttp(VaultSettings settings) {
    this.url = settings.url();
    this.namespace = settings.namespace();
    this.timeout = Duration.ofMillis(settings.timeoutMillis());
    SSLParameters tls = new SSLParameters();
    tls.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(timeout)
            .sslParameters(tls);
    settings.certificates().ifPresent(file -> builder.sslContext(trusting(file)));
    this.client = builder.build();
  }

  private static SSLContext trusting(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw new IllegalStateException("There is no certificate in it");
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("ca" + store.size(), certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (Exception e) {
      throw new IllegalStateException(
          "quantonium.vault.ca.file, " + pem + ", is no file of PEM certificates", e);
    }
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
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, head -> new BoundedBody(MAX_BYTES));
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw VaultException.away(reason(e.getCause()));
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw VaultException.away(late());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer.cancel(true);
      throw VaultException.away("Vault was not waited for: the node stops");
    }
  }

  private String late() {
    return "Vault gave no answer within "
        + timeout.toMillis()
        + " ms (quantonium.vault.timeout.millis)";
  }

  private String reason(Throwable cause) {
    for (Throwable e = cause; e != null; e = e.getCause()) {
      if (e instanceof BoundedBody.TooLong) {
        return "What answers at quantonium.vault.url is not Vault: more than "
            + MAX_BYTES
            + " bytes";
      }
      if (e instanceof HttpTimeoutException) {
        return late();
      }
      if (e instanceof SSLException) {
        return "Vault's certificate is not trusted, or of another host: quantonium.vault.ca.file"
            + " holds in PEM who signed it, and quantonium.vault.url a name that it has";
      }
    }
    return "Vault cannot be reached at quantonium.vault.url ("
        + cause.getClass().getSimpleName()
        + ")";
  }
}

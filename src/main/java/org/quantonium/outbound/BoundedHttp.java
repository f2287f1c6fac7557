package org.quantonium.outbound;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/**
 * One request to another service, and its answer.
 *
 * <p>Directly, never through a proxy or to where a redirect leads, TLS 1.2 at least, and the
 * certificate must be of the host that was named. An answer has 256 KiB at most and is whole within
 * the time-out.
 */
public final class BoundedHttp {
  /** Most bytes of an answer's body. */
  public static final int MAX_BYTES = 256 << 10;

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

  private final Duration timeout;
  private final HttpClient client;

  /**
   * Connects when first asked.
   *
   * @param certificates PEM of who may have signed the other's certificate; without it the JVM's
   *     own
   * @param setting which names that file
   * @param timeout from a request to the last byte of its answer
   * @throws IllegalStateException if the certificates cannot be read
   */
  public BoundedHttp(Optional<Path> certificates, String setting, Duration timeout) {
    this.timeout = timeout;
    SSLParameters tls = new SSLParameters();
    tls.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(timeout)
            .sslParameters(tls);
    certificates.ifPresent(file -> builder.sslContext(trusting(file, setting)));
    this.client = builder.build();
  }

  private static SSLContext trusting(Path pem, String setting) {
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
      throw new IllegalStateException(setting + ", " + pem + ", is no file of PEM certificates", e);
    }
  }

  /** Whether nobody on the way reads or changes what is said there: TLS, or this machine itself. */
  public static boolean isPrivate(URI place) {
    return place.getHost() != null
        && ("https".equals(place.getScheme())
            || ("http".equals(place.getScheme()) && LOOPBACK.contains(place.getHost())));
  }

  /**
   * The answer, whatever its status.
   *
   * @throws Unanswered if there is none
   */
  public HttpResponse<byte[]> send(HttpRequest request) throws Unanswered {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, head -> new BoundedBody(MAX_BYTES));
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw unanswered(e.getCause());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw late();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer.cancel(true);
      throw new Unanswered(Unanswered.Reason.INTERRUPTED, "not waited for: the node stops");
    }
  }

  private Unanswered late() {
    return new Unanswered(Unanswered.Reason.LATE, "no answer within " + timeout.toMillis() + " ms");
  }

  private Unanswered unanswered(Throwable cause) {
    for (Throwable e = cause; e != null; e = e.getCause()) {
      if (e instanceof BoundedBody.TooLong) {
        return new Unanswered(
            Unanswered.Reason.TOO_LONG, "an answer of more than " + MAX_BYTES + " bytes");
      }
      if (e instanceof HttpTimeoutException) {
        return late();
      }
      if (e instanceof SSLException) {
        return new Unanswered(Unanswered.Reason.NOT_TRUSTED, "a certificate that is not trusted");
      }
    }
    return new Unanswered(
        Unanswered.Reason.UNREACHABLE, "not reached (" + cause.getClass().getSimpleName() + ")");
  }
}

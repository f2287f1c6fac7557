package org.quantonium.merkle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/**
 * A log over HTTP.
 *
 * <p>The token goes to entry bundles and nowhere else; no redirect is followed, so that it stays
 * with the server that was named.
 */
final class HttpSource implements Source {
  /** What a compressed body may have beyond a plain one. */
  private static final int GZIP_BYTES = 1024;

  /** How often a log may ask to come back later for one and the same file. */
  private static final int PATIENCE = 10;

  private static final int MAX_PAUSE_SECONDS = 30;

  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private final URI prefix;
  private final Optional<String> token;
  private final Duration timeout;

  /**
   * A log of that address.
   *
   * @param timeout from the request to the last byte of the answer
   */
  HttpSource(String url, Optional<String> token, Duration timeout) throws Usage {
    this.prefix = prefix(url);
    this.token = token;
    this.timeout = timeout;
  }

  @Override
  public byte[] read(String path, int max) throws IOException, NotVerified {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(prefix.resolve(path)).header("Accept-Encoding", "gzip, identity");
    if (token.isPresent() && path.startsWith(EntryBundle.PREFIX)) {
      request.header("Authorization", "Bearer " + token.get());
    }
    HttpResponse<byte[]> response = send(request.build(), path, max + GZIP_BYTES);
    for (int turn = 0; response.statusCode() == 429 && turn < PATIENCE; turn++) {
      pause(response);
      response = send(request.build(), path, max + GZIP_BYTES);
    }
    return switch (response.statusCode()) {
      case 200 -> body(response, path, max);
      case 404, 410 -> throw new NoSuchFileException(path);
      case 401, 403 ->
          throw new IOException(
              "The log answers %d to a request for %s: it wants a --token-file that may read it"
                  .formatted(response.statusCode(), path));
      default ->
          throw new IOException(
              "The log answers %d to a request for %s".formatted(response.statusCode(), path));
    };
  }

  /** As long as a log that limits its readers asks for, within reason. */
  private static void pause(HttpResponse<byte[]> response) throws IOException {
    String asked = response.headers().firstValue("Retry-After").orElse("1");
    long seconds = asked.matches("\\d{1,9}") ? Long.parseLong(asked) : 1;
    try {
      TimeUnit.SECONDS.sleep(Math.max(1, Math.min(seconds, MAX_PAUSE_SECONDS)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted");
    }
  }

  private HttpResponse<byte[]> send(HttpRequest request, String path, int max) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, info -> new CappedBody(max));
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException("The log gives no answer for " + path, e.getCause());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException(
          "The log takes more than %d ms for %s".formatted(timeout.toMillis(), path), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted");
    }
  }

  private static byte[] body(HttpResponse<byte[]> response, String path, int max)
      throws IOException, NotVerified {
    byte[] bytes = response.body();
    String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
    if (encoding.equals("gzip")) {
      bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readNBytes(max + 1);
    } else if (!encoding.equals("identity")) {
      throw new IOException("The log encodes %s in a way that was not asked for".formatted(path));
    }
    if (bytes.length > max) {
      throw new NotVerified("%s has more than %d bytes".formatted(path, max));
    }
    return bytes;
  }

  private static URI prefix(String url) throws Usage {
    try {
      URI uri = new URI(url.endsWith("/") ? url : url + "/");
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (http && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Refused below, with our own sentence.
    }
    throw new Usage("The log's URL is not http(s)://host/path without a query");
  }
}

package org.quantonium.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.quantonium.problem.Json;

/** What the tests say to the server. */
public final class Http {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private Http() {}

  public static HttpResponse<String> send(HttpRequest request) {
    HttpResponse<String> answer = send(request, BodyHandlers.ofString());
    look(answer, answer.body());
    return answer;
  }

  /** An answer, and how long it took to come whole: what is looked for in it is not in that. */
  record Timed(HttpResponse<String> answer, double millis) {}

  static Timed timed(HttpRequest request) {
    long start = System.nanoTime();
    HttpResponse<String> answer = send(request, BodyHandlers.ofString());
    double millis = (System.nanoTime() - start) * 1e-6;
    look(answer, answer.body());
    return new Timed(answer, millis);
  }

  /** For bodies that are no text. */
  static HttpResponse<byte[]> sendForBytes(HttpRequest request) {
    HttpResponse<byte[]> answer = send(request, BodyHandlers.ofByteArray());
    look(answer, new String(answer.body(), StandardCharsets.ISO_8859_1));
    return answer;
  }

  private static void look(HttpResponse<?> answer, String body) {
    Secrets.answered(
        answer.request().method(), answer.uri().getPath(), answer.headers().map() + "\n" + body);
  }

  private static <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body) {
    try {
      return CLIENT.send(request, body);
    } catch (HttpTimeoutException e) {
      throw new UncheckedIOException("No answer to " + request + ServerThreads.atWork(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A request to that path, to be completed. */
  public static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(Server.uri(path)).timeout(Duration.ofSeconds(90));
  }

  public static HttpRequest.Builder authorized(String path, String token) {
    return request(path).header("Authorization", "Bearer " + token);
  }

  public static HttpResponse<String> get(String path, String token) {
    return send(authorized(path, token).build());
  }

  public static HttpResponse<String> postJson(String path, String token, String json) {
    return send(
        authorized(path, token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build());
  }

  public static HttpResponse<String> postForm(String path, String credentials, String form) {
    return send(
        request(path)
            .header("Authorization", basic(credentials))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build());
  }

  public static String basic(String credentials) {
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  /** A token from the token endpoint, with all scopes of the client. */
  public static String token(String credentials) {
    return token(credentials, "");
  }

  /** A token with these scopes, space-delimited. */
  public static String token(String credentials, String scope) {
    HttpResponse<String> answer =
        postForm(
            "/v1/token",
            credentials,
            "grant_type=client_credentials&scope=" + scope.replace(" ", "+"));
    if (answer.statusCode() != 200) {
      throw new AssertionError("No token: " + answer.statusCode() + " " + answer.body());
    }
    return (String) json(answer).get("access_token");
  }

  @SuppressWarnings("unchecked")
  public static Map<String, Object> json(HttpResponse<String> answer) {
    return (Map<String, Object>)
        Json.read(answer.body().getBytes(StandardCharsets.UTF_8), Map.class);
  }

  static void sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

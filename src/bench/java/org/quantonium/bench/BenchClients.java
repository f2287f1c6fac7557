package org.quantonium.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Clients of the service, registered by its administrator, and a token of each. */
final class BenchClients {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private BenchClients() {}

  /**
   * Tokens of so many new clients, each of a tenant of its own and for simulations alone.
   *
   * @param administrator id and secret, with a colon between them
   */
  static List<String> tokens(URI base, String administrator, int count)
      throws IOException, InterruptedException {
    String token = token(base, administrator);
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String client =
          "{\"tenant\":\"bench-%d\",\"name\":\"Bench\",\"scopes\":[\"run:simulation\"]}"
              .formatted(i);
      String made =
          send(
              HttpRequest.newBuilder(base.resolve("/v1/admin/clients"))
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(client))
                  .build());
      tokens.add(token(base, text(made, "client_id") + ":" + text(made, "client_secret")));
    }
    return tokens;
  }

  private static String token(URI base, String credentials)
      throws IOException, InterruptedException {
    String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    String answer =
        send(
            HttpRequest.newBuilder(base.resolve("/v1/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build());
    return text(answer, "access_token");
  }

  private static String send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(request.uri() + ": " + answer.body());
    }
    return answer.body();
  }

  private static String text(String json, String member) {
    Matcher value = Pattern.compile("\"" + member + "\":\"([^\"]+)\"").matcher(json);
    if (!value.find()) {
      throw new IllegalStateException("No " + member + " in the answer");
    }
    return value.group(1);
  }
}

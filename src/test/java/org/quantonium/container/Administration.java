package org.quantonium.container;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import org.quantonium.identity.Scopes;

/** What administrators say to the server about clients. */
public final class Administration {
  static final String CLIENTS = "/v1/admin/clients";
  static final String APPROVALS = "/v1/admin/approvals";

  private static String second;

  private Administration() {}

  static String first() {
    return Http.token(Server.bootstrapCredentials());
  }

  /**
   * A token of the second administrator, who has every scope and ends within a day: the first one
   * is always the last that does not.
   */
  static synchronized String second() {
    if (second == null) {
      HttpResponse<String> made =
          register(first(), administrator(in(Duration.ofDays(1)), Scopes.ALL));
      if (made.statusCode() != 201) {
        throw new AssertionError("The second administrator: " + made.body());
      }
      second = ClientsIT.credentials(made);
    }
    return Http.token(second);
  }

  public static String secondCredentials() {
    second();
    return second;
  }

  /** A registration of one. */
  static String administrator(String end) {
    return administrator(end, Set.of("admin:clients", "read:data"));
  }

  private static String administrator(String end, Set<String> scopes) {
    return "{\"tenant\":\"operator\",\"name\":\"an administrator\",\"scopes\":[\"%s\"],\"expires_at\":\"%s\"}"
        .formatted(String.join("\",\"", scopes), end);
  }

  static String in(Duration time) {
    return Instant.now().plus(time).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static HttpResponse<String> register(String token, String json) {
    return Http.postJson(CLIENTS, token, json);
  }

  static HttpResponse<String> get(String token, String id) {
    return Http.get(CLIENTS + "/" + id, token);
  }

  static HttpResponse<String> post(String token, String path) {
    return Http.send(Http.authorized(path, token).POST(BodyPublishers.noBody()).build());
  }

  static HttpResponse<String> delete(String token, String path) {
    return Http.send(Http.authorized(path, token).DELETE().build());
  }

  /** Another version of a client, which is read first. */
  static HttpResponse<String> change(String token, String id, String scopes, String more) {
    int version = (int) Http.json(get(token, id)).get("version");
    return change(token, id, version, scopes, more);
  }

  static HttpResponse<String> change(
      String token, String id, int version, String scopes, String more) {
    String json =
        "{\"version\":%d,\"name\":\"changed\",\"scopes\":[%s]%s}".formatted(version, scopes, more);
    return Http.send(
        Http.authorized(CLIENTS + "/" + id, token)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json))
            .build());
  }

  static HttpResponse<String> makeSecret(String token, String id, String json) {
    return Http.postJson(CLIENTS + "/" + id + "/secret", token, json);
  }

  static String confirm(HttpResponse<String> waiting) {
    return approval(waiting) + "/confirm";
  }

  static String approval(HttpResponse<String> waiting) {
    Map<String, Object> approval = Http.json(waiting);
    return APPROVALS + "/" + approval.get("id");
  }
}

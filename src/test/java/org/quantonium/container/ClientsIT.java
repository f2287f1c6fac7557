package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class ClientsIT {
  @Test
  void registers_a_client_that_gets_the_tokens_it_may() {
    HttpResponse<String> answer = register(admin(), "acme", "\"run:simulation\"");
    String credentials = credentials(answer);

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("Location").orElse(""))
        .endsWith("/v1/admin/clients/" + Http.json(answer).get("client_id"));
    assertThat(Http.token(credentials)).isNotEmpty();
    assertThat(
            Http.postForm("/v1/token", credentials, "grant_type=client_credentials&scope=read:data")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void shows_a_client_without_its_secret() {
    Map<String, Object> registered = Http.json(register(admin(), "acme", "\"read:data\""));

    String shown = Http.get("/v1/admin/clients/" + registered.get("client_id"), admin()).body();

    assertThat(shown)
        .contains("\"tenant\":\"acme\"")
        .doesNotContain((String) registered.get("client_secret"))
        .contains("\"secrets\":[{\"id\":1,")
        .doesNotContain("\"client_secret\"", "mac");
  }

  @Test
  void lets_nobody_grant_more_than_they_have() {
    String narrow = Http.token(Server.bootstrapCredentials(), "admin:clients read:data");

    HttpResponse<String> answer = register(narrow, "acme", "\"read:data\",\"run:simulation\"");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("urn:problem-type:quantonium:forbidden");
    assertThat(register(narrow, "acme", "\"read:data\"").statusCode()).isEqualTo(201);
  }

  @Test
  void knows_every_scope_by_name() {
    assertThat(register(admin(), "acme", "\"run:everything\"").statusCode()).isEqualTo(422);
    assertThat(register(admin(), "acme", "").statusCode()).isEqualTo(422);
  }

  @Test
  void takes_tenants_of_1_to_64_characters() {
    assertThat(register(admin(), "a", "\"read:data\"").statusCode()).isEqualTo(201);
    assertThat(register(admin(), "a".repeat(64), "\"read:data\"").statusCode()).isEqualTo(201);
    assertThat(register(admin(), "", "\"read:data\"").statusCode()).isEqualTo(422);
    assertThat(register(admin(), "a".repeat(65), "\"read:data\"").statusCode()).isEqualTo(422);
  }

  @Test
  void keeps_its_secrets_from_other_users_of_the_machine() throws Exception {
    Path data = Server.dataDirectory();

    assertThat(mode(data)).isEqualTo("rwx------");
    assertThat(mode(data.resolve("kek"))).isEqualTo("r--------");
    assertThat(mode(data.resolve("bootstrap-secret"))).isEqualTo("r--------");
  }

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static String admin() {
    return Http.token(Server.bootstrapCredentials());
  }

  static HttpResponse<String> register(String token, String tenant, String scopes) {
    return Http.postJson(
        "/v1/admin/clients",
        token,
        "{\"tenant\":\"%s\",\"name\":\"a test\",\"scopes\":[%s]}".formatted(tenant, scopes));
  }

  static String credentials(HttpResponse<String> registered) {
    Map<String, Object> client = Http.json(registered);
    return client.get("client_id") + ":" + client.get("client_secret");
  }
}

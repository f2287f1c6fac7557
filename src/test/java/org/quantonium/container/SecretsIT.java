package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Nothing that was secret in all other container tests has been seen where it does not belong. It
 * runs last (junit-platform.properties has classes go by their order).
 */
@ExtendWith(ArquillianExtension.class)
@Order(Integer.MAX_VALUE)
class SecretsIT {

  @Test
  void no_answer_had_one() {
    assertThat(Secrets.seen()).isEmpty();
    // Key-encryption key, administrator, signing keys, waveform keys.
    assertThat(Secrets.planted()).isGreaterThan(5);
  }

  @Test
  void no_line_of_the_log_has_one() throws IOException {
    Path log = Server.log();
    byte[] lines = Files.readAllBytes(log);

    assertThat(new String(lines, StandardCharsets.UTF_8))
        .as("the log of the server")
        .contains("The ledger's key, for whoever verifies it");
    Secrets.look("the server's log", lines);
  }

  @Test
  void no_entry_of_the_ledger_has_one() {
    HttpResponse<String> export = Http.get("/v1/ledger/export/jsonl", Auditor.token());

    assertThat(export.statusCode()).isEqualTo(200);
    assertThat(export.body()).contains("TOKEN_ISSUED");
  }

  @Test
  void nothing_in_the_data_directory_is_one_but_the_files_that_are() throws IOException {
    Secrets.lookThrough(Server.dataDirectory(), "kek", "bootstrap-secret");
  }
}

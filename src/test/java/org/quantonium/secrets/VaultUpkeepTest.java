package org.quantonium.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantonium.secrets.VaultFixture.PLACE;
import static org.quantonium.secrets.VaultFixture.SETTING;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running node does about Vault: it goes on, keeps its login, and tells how it stands. */
class VaultUpkeepTest {
  private static final String LOGIN = "POST /v1/auth/approle/login";
  private static final String RENEWAL = "POST /v1/auth/token/renew-self";

  @TempDir private Path directory;
  private VaultFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new VaultFixture().withAppRole();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private Vault started() {
    Vault vault = fixture.vault();
    vault.hold(SETTING, PLACE);
    return vault;
  }

  private long count(String request) {
    return fixture.stub.requests().stream().filter(request::equals).count();
  }

  private void tend(Vault vault, long seconds) {
    for (long second = 0; second < seconds; second++) {
      fixture.after(1);
      vault.tend();
    }
  }

  @Test
  void renews_its_token_when_two_thirds_of_the_lease_are_over() {
    fixture.stub.leaseSeconds = 90;
    Vault vault = started();

    tend(vault, 59);
    assertThat(count(RENEWAL)).isZero();
    tend(vault, 1);
    assertThat(count(RENEWAL)).isEqualTo(1);
    tend(vault, 600);
    assertThat(count(RENEWAL)).isEqualTo(11);
    assertThat(count(LOGIN)).isEqualTo(1);
    assertThat(vault.condition()).isEqualTo(VaultCondition.UP);
  }

  @Test
  void logs_in_again_before_a_token_comes_to_its_last_end() {
    fixture.stub.leaseSeconds = 90;
    fixture.stub.maxSeconds = 200;
    Vault vault = started();

    tend(vault, 1000);
    assertThat(count(LOGIN)).isEqualTo(6);
    assertThat(count(RENEWAL)).as("not again and again for seconds").isBetween(15L, 18L);
    assertThat(fixture.stub.requests()).noneMatch(r -> r.contains("lookup-self"));
    assertThat(vault.condition()).isEqualTo(VaultCondition.UP);
  }

  @Test
  void logs_in_again_where_a_token_cannot_be_renewed() {
    fixture.stub.renewable = false;
    fixture.stub.leaseSeconds = 90;
    Vault vault = started();

    tend(vault, 600);
    assertThat(count(RENEWAL)).isZero();
    assertThat(count(LOGIN)).isEqualTo(11);
    assertThat(vault.condition()).isEqualTo(VaultCondition.UP);
  }

  @Test
  void logs_in_again_where_the_lease_ended_while_nobody_looked() {
    Vault vault = started();

    fixture.after(1_000_000);
    vault.tend();
    assertThat(count(LOGIN)).isEqualTo(2);
    assertThat(vault.condition()).isEqualTo(VaultCondition.UP);
  }

  @Test
  void logs_in_again_where_the_token_was_revoked() {
    Vault vault = started();
    fixture.stub.revokeAll();

    tend(vault, 60);
    assertThat(count(LOGIN)).isEqualTo(2);
    assertThat(vault.condition()).isEqualTo(VaultCondition.UP);
  }

  @Test
  void tells_of_a_given_token_that_was_revoked_until_its_file_has_another() throws Exception {
    Path file = directory.resolve("token");
    fixture.set.remove("quantonium.vault.approle.role.id");
    fixture.set.put("quantonium.vault.token.file", file.toString());
    write(file, fixture.stub.token());
    Vault vault = started();
    fixture.stub.revokeAll();

    tend(vault, 60);
    assertThat(vault.condition()).isEqualTo(VaultCondition.REFUSED);
    write(file, fixture.stub.token());
    tend(vault, 31);
    assertThat(vault.condition()).isEqualTo(VaultCondition.UP);
  }

  @Test
  void keeps_a_given_token_alive() {
    fixture.set.remove("quantonium.vault.approle.role.id");
    fixture.stub.leaseSeconds = 90;
    fixture.withToken(fixture.stub.token());
    Vault vault = started();

    tend(vault, 600);
    assertThat(count(RENEWAL)).isEqualTo(10);
    assertThat(vault.condition()).isEqualTo(VaultCondition.UP);
  }

  @Test
  void asks_for_nothing_while_there_is_nothing_to_do() {
    Vault vault = started();
    List<String> before = fixture.stub.requests();

    tend(vault, 59);
    assertThat(fixture.stub.requests()).isEqualTo(before);
  }

  @Test
  void tells_within_a_minute_that_vault_is_away_and_when_it_is_back() {
    Vault vault = started();
    fixture.stub.instead = Optional.of(e -> VaultStub.answer(e, 503, "{}"));

    tend(vault, 60);
    assertThat(vault.condition()).isEqualTo(VaultCondition.AWAY);
    int asked = fixture.stub.requests().size();
    tend(vault, 600);
    assertThat(fixture.stub.requests().size() - asked).isBetween(20, 30);

    fixture.stub.instead = Optional.empty();
    tend(vault, 31);
    assertThat(vault.condition()).isEqualTo(VaultCondition.UP);
  }

  /** Its lease is long enough, but that alone does not say that Vault is there. */
  @Test
  void does_not_take_a_token_that_it_holds_for_an_answer() {
    Vault vault = started();
    fixture.stub.close();

    tend(vault, 60);
    assertThat(vault.condition()).isEqualTo(VaultCondition.AWAY);
    tend(vault, 300);
    assertThat(vault.condition()).isEqualTo(VaultCondition.AWAY);
  }

  @Test
  void tells_that_a_secret_is_gone_and_a_restart_would_be_refused() {
    Vault vault = started();
    fixture.stub.delete("quantonium/database");

    tend(vault, 60);
    assertThat(vault.condition()).isEqualTo(VaultCondition.REFUSED);
  }

  @Test
  void tells_that_a_restart_would_take_another_secret() {
    Vault vault = started();
    fixture.stub.put("quantonium/database", Map.of("password", "another"));

    tend(vault, 60);
    assertThat(vault.condition()).isEqualTo(VaultCondition.UP);
    assertThat(vault.changed()).containsExactly(SETTING);

    fixture.stub.put("quantonium/database", Map.of("password", VaultFixture.PASSWORD));
    tend(vault, 60);
    assertThat(vault.changed()).isEmpty();
  }

  /** A secret id that may be used so often is not used up for nothing. */
  @Test
  void does_not_log_in_again_where_the_policy_took_something_away() {
    Vault vault = started();
    fixture.stub.forbidden = "secret/data/quantonium/database";

    tend(vault, 600);
    assertThat(vault.condition()).isEqualTo(VaultCondition.REFUSED);
    assertThat(count(LOGIN)).isEqualTo(1);

    fixture.stub.forbidden = "";
    tend(vault, 31);
    assertThat(vault.condition()).isEqualTo(VaultCondition.UP);
  }

  @Test
  void does_nothing_after_the_stop() {
    Vault vault = started();
    vault.close();
    int before = fixture.stub.requests().size();

    tend(vault, 120);
    assertThat(fixture.stub.requests()).hasSize(before);
  }

  private static void write(Path file, String content) throws Exception {
    Files.deleteIfExists(file);
    Files.writeString(file, content + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
  }
}

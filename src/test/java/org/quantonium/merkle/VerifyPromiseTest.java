package org.quantonium.merkle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyPromiseTest {
  private static final String ID = "0190a6f4-3c2e-7b1a-9d7e-1f2a3b4c5d6e";
  private static final long TIME = Instant.parse("2026-01-02T03:04:05.006Z").toEpochMilli();
  private static final long DELAY = 60_000;

  @TempDir private Path directory;
  private ExportedLog log;

  @BeforeEach
  void export() {
    log = ExportedLog.write(directory.resolve("log"), Definitions.entries(600));
  }

  @Test
  void a_promise_was_kept() {
    Verification verification = verify(Definitions.entry(300), TIME);

    assertThat(verification.status()).isZero();
    assertThat(verification.out())
        .containsExactly("The promise was kept: the entry " + ID + " is entry 300 of the log");
  }

  @Test
  void a_promise_was_broken() {
    Verification verification = verify(Definitions.entry(600), TIME + DELAY + 1);

    assertThat(verification.status()).isEqualTo(1);
    assertThat(verification.out())
        .containsExactly(
            "The promise was broken: the entry "
                + ID
                + " is not among the 600 entries of the log, where it was to be by"
                + " 2026-01-02T03:05:05.006Z, unless "
                + log.directory()
                + " was exported before");
  }

  @Test
  void a_promise_is_still_open() {
    Verification verification = verify(Definitions.entry(600), TIME + DELAY);

    assertThat(verification.status()).isEqualTo(2);
    assertThat(verification.out())
        .containsExactly(
            "The promise is still open: the entry "
                + ID
                + " is not among the 600 entries of the log, ask again after"
                + " 2026-01-02T03:05:05.006Z");
  }

  @Test
  void a_promise_for_ever_is_never_broken() {
    promise(Definitions.entry(600), TestKey.ORIGIN, Long.MAX_VALUE);

    assertThat(verify(TIME).status()).isEqualTo(2);
  }

  @Test
  void a_promise_that_the_key_did_not_sign_is_none() {
    promise(Definitions.entry(300), TestKey.ORIGIN, DELAY);
    new ExportedLog(directory).flip("promise", 8 * 30);

    Verification verification = verify(TIME);
    assertThat(verification.status()).isEqualTo(1);
    assertThat(verification.out())
        .containsExactly(
            directory.resolve("promise") + " is not signed by the key " + TestKey.TEXT);
  }

  @Test
  void a_promise_of_another_log_is_none() {
    promise(Definitions.entry(300), "other.example", DELAY);

    Verification verification = verify(TIME);
    assertThat(verification.status()).isEqualTo(1);
    assertThat(verification.out())
        .containsExactly(
            directory.resolve("promise")
                + " is of the log other.example, not of ledger.example/audit");
  }

  @Test
  void a_signed_checkpoint_is_no_promise() {
    new ExportedLog(directory).write("promise", log.read("checkpoint"));

    Verification verification = verify(TIME);
    assertThat(verification.status()).isEqualTo(1);
    assertThat(verification.out())
        .containsExactly(
            directory.resolve("promise") + " is malformed: The promise does not have six lines");
  }

  @Test
  void the_hash_alone_is_not_enough_where_entries_may_be_read() {
    log.flip("tile/entries/001", 8 * (44 * 11 + 10));

    Verification verification = verify(Definitions.entry(300), TIME);
    assertThat(verification.status()).isEqualTo(1);
    assertThat(verification.out())
        .containsExactly(
            "Entry 300 was changed: its hash is the promised one, but not that of what"
                + " tile/entries/001 holds");
  }

  @Test
  void tiles_that_do_not_give_the_root_keep_no_promise() {
    log.writeTiles(Definitions.entries(601).subList(1, 601));

    Verification verification = verify(Definitions.entry(600), TIME);
    assertThat(verification.status()).isEqualTo(1);
    assertThat(verification.out())
        .containsExactly("The tiles of the log do not give the root of its checkpoint");
  }

  private Verification verify(byte[] entry, long now) {
    promise(entry, TestKey.ORIGIN, DELAY);
    return verify(now);
  }

  private Verification verify(long now) {
    Clock clock = Clock.fixed(Instant.ofEpochMilli(now), ZoneOffset.UTC);
    return Verification.at(
        clock, "promise", directory.resolve("promise"), "--directory", log.directory());
  }

  private void promise(byte[] entry, String origin, long delay) {
    Promise promise = new Promise(origin, ID, Hashes.leaf(entry), TIME, delay);
    new ExportedLog(directory)
        .write("promise", TestKey.sign(promise.text()).toString().getBytes(UTF_8));
  }
}

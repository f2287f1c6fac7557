package org.quantonium.merkle;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyReceiptTest {
  @TempDir private Path directory;

  @Test
  void an_entry_is_in_the_log() {
    Verification verification = verify(receipt(Definitions.entry(5)));

    assertThat(verification.status()).isZero();
    assertThat(verification.out())
        .containsExactly("This is entry 5 of the 8 entries in ledger.example/audit:", "entry 5");
  }

  @Test
  void no_byte_of_a_receipt_is_another() {
    byte[] receipt = receipt(Definitions.entry(5)).toString().getBytes(UTF_8);
    for (int bit = 0; bit < 8 * receipt.length; bit += bit % 8 == 7 ? 1 : 9) {
      byte[] flipped = receipt.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));

      assertThat(verify(flipped).status()).as("bit %d", bit).isEqualTo(1);
    }
  }

  @Test
  void a_receipt_has_no_other_entry() {
    TlogProof receipt = receipt(Definitions.entry(5));
    TlogProof other =
        new TlogProof(
            Definitions.entry(6), receipt.index(), receipt.hashes(), receipt.checkpoint());

    Verification verification = verify(other);
    assertThat(verification.status()).isEqualTo(1);
    assertThat(verification.out())
        .containsExactly(
            file()
                + " does not prove that its entry is entry 5 of the 8 entries in"
                + " ledger.example/audit");
  }

  @Test
  void a_receipt_of_another_log_proves_nothing() {
    TlogProof receipt = receipt(Definitions.entry(5));
    byte[] root = Checkpoint.parse(receipt.checkpoint().text()).root();
    SignedNote other = TestKey.sign(new Checkpoint("other.example", 8, root).text());

    Verification verification =
        verify(new TlogProof(receipt.extra(), receipt.index(), receipt.hashes(), other));
    assertThat(verification.status()).isEqualTo(1);
    assertThat(verification.out())
        .containsExactly(file() + " is of the log other.example, not of ledger.example/audit");
  }

  @Test
  void a_receipt_without_an_entry_proves_nothing() {
    Verification verification = verify(receipt(new byte[0]));

    assertThat(verification.status()).isEqualTo(1);
    assertThat(verification.out())
        .containsExactly(file() + " holds no entry, so there is nothing to prove");
  }

  @Test
  void an_entry_does_not_move_the_cursor() {
    String entry = "a\u001b[2Jb\nc\u0085d\u202ee\u00e9\u2028";

    assertThat(verify(receipt(entry.getBytes(UTF_8))).out())
        .endsWith("a\\u{1b}[2Jb\\u{a}c\\u{85}d\\u{202e}e\u00e9\\u{2028}");
  }

  @Test
  void an_entry_that_is_no_text_is_shown_in_base64() {
    assertThat(verify(receipt(new byte[] {-1, 0})).out()).endsWith("/wA=");
  }

  @Test
  void what_is_no_receipt_is_not_verified() {
    Verification verification = verify("nothing".getBytes(US_ASCII));

    assertThat(verification.status()).isEqualTo(1);
    assertThat(verification.out())
        .containsExactly(
            file() + " is malformed: The proof has no empty line before its checkpoint");
  }

  @Test
  void what_cannot_be_read_is_not_judged() {
    Verification verification = Verification.of("receipt", file());

    assertThat(verification.status()).isEqualTo(2);
    assertThat(verification.err()).containsExactly("There is no " + file());
  }

  private Verification verify(TlogProof receipt) {
    return verify(receipt.toString().getBytes(UTF_8));
  }

  private Verification verify(byte[] receipt) {
    new ExportedLog(directory).write("receipt.tlog-proof", receipt);
    return Verification.of("receipt", file());
  }

  private Path file() {
    return directory.resolve("receipt.tlog-proof");
  }

  /** Of entry 5 among 8. */
  private static TlogProof receipt(byte[] entry) {
    List<byte[]> entries = new ArrayList<>(Definitions.entries(8));
    entries.set(5, entry);
    Checkpoint checkpoint = new Checkpoint(TestKey.ORIGIN, 8, Definitions.mth(entries));
    return new TlogProof(
        entry, 5, Proofs.inclusion(5, 8, new Subtrees(entries)), TestKey.sign(checkpoint.text()));
  }
}

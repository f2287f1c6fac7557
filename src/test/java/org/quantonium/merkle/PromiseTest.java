package org.quantonium.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromiseTest {
  private static final String ID = "0190a6f4-3c2e-7b1a-9d7e-1f2a3b4c5d6e";
  private static final Promise PROMISE =
      new Promise(
          TestKey.ORIGIN, ID, Hashes.leaf(Definitions.entry(0)), 1_764_000_000_000L, 60_000);

  @Test
  void looks_so_and_is_read_back() {
    assertThat(PROMISE.text())
        .isEqualTo(
            """
            quantonium ledger promise v1
            ledger.example/audit
            0190a6f4-3c2e-7b1a-9d7e-1f2a3b4c5d6e
            dziFphNIniTOLPdhmdakI/BC5LvxLX7s7pEu8nbGVwE=
            1764000000000
            60000
            """);
    assertThat(Promise.parse(PROMISE.text())).isEqualTo(PROMISE).hasSameHashCodeAs(PROMISE);
  }

  @Test
  void a_promise_is_no_checkpoint_and_a_checkpoint_no_promise() {
    String checkpoint = new Checkpoint(TestKey.ORIGIN, 0, Hashes.emptyRoot()).text();

    assertThatThrownBy(() -> Checkpoint.parse(PROMISE.text()))
        .isExactlyInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Promise.parse(checkpoint))
        .isExactlyInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Checkpoint("quantonium ledger promise v1", 0, new byte[32]))
        .isExactlyInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void does_not_change() {
    byte[] hash = Hashes.leaf(Definitions.entry(0));
    Promise promise = new Promise(TestKey.ORIGIN, ID, hash, 1_764_000_000_000L, 60_000);
    hash[0] ^= 1;
    promise.leafHash()[0] ^= 1;

    assertThat(promise).isEqualTo(PROMISE);
    assertThat(promise)
        .isNotEqualTo(new Promise(TestKey.ORIGIN, ID, hash, 1_764_000_000_000L, 60_000));
  }

  /** One line of the good text, and what stands in its place. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "quantonium ledger promise v1|quantonium ledger promise v2|The promise does not begin with quantonium ledger promise v1",
        "ledger.example/audit||The origin does not have 1 to 255 characters",
        "ledger.example/audit|a b|The origin has white space, a control character or a '+'",
        "ledger.example/audit|a\\nb|The promise does not have six lines",
        "0190a6f4|0190A6F4|The entry id is not a UUID in lower case",
        "0190a6f4|190a6f4|The entry id is not a UUID in lower case",
        "0190a6f4-|0190a6f4|The entry id is not a UUID in lower case",
        "0190a6f4-3c2e-7b1a-9d7e-1f2a3b4c5d6e||The entry id is not a UUID in lower case",
        "dziFphNIniTO||The leaf hash does not have 32 bytes",
        "GVwE=|GVwF=|The leaf hash is not canonical base64",
        "1764000000000|01764000000000|The time NUMBER",
        "1764000000000|-1|The time NUMBER",
        "60000\\n|60000|The promise does not end in a newline",
        "60000\\n|60000\\r\\n|The maximum merge delay NUMBER",
        "60000\\n|60000\\n\\n|The promise does not have six lines",
        "60000\\n|9223372036854775808\\n|The maximum merge delay NUMBER"
      })
  void any_other_text_is_refused(String good, String bad, String sentence) {
    String text =
        PROMISE
            .text()
            .replace(
                good.replace("\\n", "\n"),
                bad == null ? "" : bad.replace("\\n", "\n").replace("\\r", "\r"));
    assertThat(text).isNotEqualTo(PROMISE.text());

    assertThatThrownBy(() -> Promise.parse(text))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            sentence.replace(
                "NUMBER", "is not a decimal number from 0 to 2^63 - 1 without leading zeros"));
  }

  @Test
  void has_no_time_and_no_delay_below_0() {
    byte[] hash = new byte[32];

    assertThatThrownBy(() -> new Promise("o", ID, hash, -1, 0))
        .isExactlyInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Promise("o", ID, hash, 0, -1))
        .isExactlyInstanceOf(IllegalArgumentException.class);
  }
}

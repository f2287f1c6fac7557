package org.quantonium.merkle;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlogProofTest {
  private static final SignedNote CHECKPOINT =
      TestKey.sign(new Checkpoint(TestKey.ORIGIN, 8, MemoryTree.of(8).edge.root()).text());
  private static final TlogProof PROOF =
      new TlogProof(
          Definitions.entry(5), 5, Proofs.inclusion(5, 8, MemoryTree.of(8).reader(8)), CHECKPOINT);
  private static final String HASH = "SFM123z+yWXxX/dF/GJcQdXqJkaTaTAWWCj3PdS2iFQ=";

  @Test
  void looks_so() {
    assertThat(PROOF)
        .hasToString(
            """
            c2sp.org/tlog-proof@v1
            extra ZW50cnkgNQ==
            index 5
            SFM123z+yWXxX/dF/GJcQdXqJkaTaTAWWCj3PdS2iFQ=
            /w4ywg/2W5esELOyZ3uHKqPVoCh9lFesukflfPSkpz8=
            l5nzB1F+9RfCIF35tndivzR1ayAJn7ffzOdrzr0nOy4=

            """
                + CHECKPOINT);
  }

  @Test
  void is_read_back() {
    assertThat(TlogProof.parse(PROOF.toString())).isEqualTo(PROOF).hasSameHashCodeAs(PROOF);
    assertThat(TlogProof.parse(PROOF.toString()).extra()).isEqualTo("entry 5".getBytes(US_ASCII));
  }

  @Test
  void is_read_back_without_extra_data_and_without_hashes() {
    TlogProof bare = new TlogProof(new byte[0], Long.MAX_VALUE, List.of(), CHECKPOINT);

    assertThat(bare)
        .hasToString("c2sp.org/tlog-proof@v1\nindex 9223372036854775807\n\n" + CHECKPOINT);
    assertThat(TlogProof.parse(bare.toString())).isEqualTo(bare).isNotEqualTo(PROOF);
  }

  @Test
  void does_not_change() {
    byte[] extra = {1};
    TlogProof proof = new TlogProof(extra, 0, List.of(), CHECKPOINT);
    extra[0] = 2;
    proof.extra()[0] = 3;

    assertThat(proof.extra()).containsExactly(1);
  }

  @Test
  void has_an_index_and_at_most_63_hashes() {
    List<byte[]> many = Collections.nCopies(64, new byte[32]);
    assertThatThrownBy(() -> new TlogProof(new byte[0], 0, many, CHECKPOINT))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("The proof has more than 63 hashes");
    assertThatThrownBy(() -> new TlogProof(new byte[0], -1, List.of(), CHECKPOINT))
        .isExactlyInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TlogProof(new byte[0], 0, List.of(new byte[31]), CHECKPOINT))
        .isExactlyInstanceOf(IllegalArgumentException.class);
  }

  /** C stands for the signed checkpoint, H for a hash, P for the first line. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "P\\nindex 5\\nH|The proof has no empty line before its checkpoint",
        "P\\nindex 5\\n\\n|The note has no empty line before its signatures",
        "\\n\\nindex 5\\n\\nC|The proof does not begin with c2sp.org/tlog-proof@v1",
        "c2sp.org/tlog-proof@v2\\nindex 5\\n\\nC|The proof does not begin with c2sp.org/tlog-proof@v1",
        " P\\nindex 5\\n\\nC|The proof does not begin with c2sp.org/tlog-proof@v1",
        "P\\r\\nindex 5\\n\\nC|The proof does not begin with c2sp.org/tlog-proof@v1",
        "P\\n\\nC|The proof has no index line in its place",
        "P\\nextra AAAA\\n\\nC|The proof has no index line in its place",
        "P\\nextra AAAA\\nextra AAAA\\nindex 5\\n\\nC|The proof has no index line in its place",
        "P\\nH\\nindex 5\\n\\nC|The proof has no index line in its place",
        "P\\nIndex 5\\n\\nC|The proof has no index line in its place",
        "P\\nindex\\n\\nC|The proof has no index line in its place",
        "P\\nindex 5\\nextra AAAA\\n\\nC|A hash of the proof is not canonical base64",
        "P\\nextra \\nindex 5\\n\\nC|The proof has an extra line without data",
        "P\\nextra A\\nindex 5\\n\\nC|The extra data is not canonical base64",
        "P\\nextra AB==\\nindex 5\\n\\nC|The extra data is not canonical base64",
        "P\\nextra  AAAA\\nindex 5\\n\\nC|The extra data is not canonical base64",
        "P\\nindex 05\\n\\nC|The index NUMBER",
        "P\\nindex -5\\n\\nC|The index NUMBER",
        "P\\nindex  5\\n\\nC|The index NUMBER",
        "P\\nindex 5 \\n\\nC|The index NUMBER",
        "P\\nindex 5\\r\\n\\nC|The index NUMBER",
        "P\\nindex 9223372036854775808\\n\\nC|The index NUMBER",
        "P\\nindex 5\\nAAAA\\n\\nC|A hash of the proof does not have 32 bytes",
        "P\\nindex 5\\nH \\n\\nC|A hash of the proof is not canonical base64",
        "P\\nindex 5\\nMANY\\n\\nC|The proof has more than 63 hashes",
        "P\\nindex 5\\nH\\n\\n\\nC|CHECKPOINT"
      })
  void any_other_text_is_refused(String pattern, String sentence) {
    String text =
        pattern
            .replace("\\n", "\n")
            .replace("\\r", "\r")
            .replace("P", "c2sp.org/tlog-proof@v1")
            .replace("H", HASH)
            .replace("MANY", String.join("\n", Collections.nCopies(64, HASH)))
            .replaceFirst("C$", CHECKPOINT.toString());
    if (sentence.equals("CHECKPOINT")) { // an empty line may begin a note's text, not a checkpoint
      TlogProof proof = TlogProof.parse(text);
      assertThatThrownBy(() -> Checkpoint.parse(proof.checkpoint().text()))
          .isExactlyInstanceOf(IllegalArgumentException.class);
      return;
    }
    assertThatThrownBy(() -> TlogProof.parse(text))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            sentence.replace(
                "NUMBER", "is not a decimal number from 0 to 2^63 - 1 without leading zeros"));
  }
}

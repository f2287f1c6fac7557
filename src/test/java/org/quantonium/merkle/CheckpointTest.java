package org.quantonium.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointTest {
  private static final String ROOT = "lPvQ3YNvUDAWkubQ6t5yjuGexSv/8WBu2AfIV11aqhk=";

  @ParameterizedTest
  @CsvSource({"o, 0", "ledger.example/audit, 3", "\u00fc, 9223372036854775807"})
  void is_read_back(String origin, long size) {
    String text = origin + "\n" + size + "\n" + ROOT + "\n";
    Checkpoint checkpoint = Checkpoint.parse(text);

    assertThat(checkpoint.origin()).isEqualTo(origin);
    assertThat(checkpoint.size()).isEqualTo(size);
    assertThat(checkpoint.text()).isEqualTo(text);
  }

  @Test
  void is_equal_by_value_and_does_not_change() {
    byte[] root = MemoryTree.of(3).edge.root();
    Checkpoint checkpoint = new Checkpoint("o", 3, root);
    assertThat(checkpoint)
        .isEqualTo(new Checkpoint("o", 3, root.clone()))
        .hasSameHashCodeAs(new Checkpoint("o", 3, root.clone()))
        .isNotEqualTo(new Checkpoint("p", 3, root))
        .isNotEqualTo(new Checkpoint("o", 4, root))
        .isNotEqualTo(new Checkpoint("o", 3, Hashes.emptyRoot()));

    root[0] ^= 1;
    checkpoint.root()[1] ^= 1;
    assertThat(checkpoint.text()).isEqualTo("o\n3\n" + ROOT + "\n");
  }

  /** R stands for a good root, \ n and \ r for themselves. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "|The checkpoint does not end in a newline",
        "o\\n3\\nR|The checkpoint does not end in a newline",
        "o\\n3\\n|The checkpoint does not have three lines",
        "o\\n3\\nR\\n\\n|The checkpoint does not have three lines",
        "o\\n3\\nR\\nextension\\n|The checkpoint does not have three lines",
        "\\no\\n3\\nR\\n|The checkpoint does not have three lines",
        "\\n3\\nR\\n|The origin does not have 1 to 255 characters",
        "LONG\\n3\\nR\\n|The origin does not have 1 to 255 characters",
        "a b\\n3\\nR\\n|The origin has white space, a control character or a '+'",
        "a+b\\n3\\nR\\n|The origin has white space, a control character or a '+'",
        "a\u00a0b\\n3\\nR\\n|The origin has white space, a control character or a '+'",
        "a\u0085b\\n3\\nR\\n|The origin has white space, a control character or a '+'",
        "a\u2028b\\n3\\nR\\n|The origin has white space, a control character or a '+'",
        "a\u0000b\\n3\\nR\\n|The origin has white space, a control character or a '+'",
        "a\ud800b\\n3\\nR\\n|The origin is not well-formed Unicode",
        "o\\r\\n3\\nR\\n|The origin has white space, a control character or a '+'",
        "o\\r\\n3\\r\\nR\\r\\n|The size NUMBER",
        "o\\n3\\r\\nR\\n|The size NUMBER",
        "o\\n\\nR\\n|The size NUMBER",
        "o\\n03\\nR\\n|The size NUMBER",
        "o\\n00\\nR\\n|The size NUMBER",
        "o\\n-1\\nR\\n|The size NUMBER",
        "o\\n+3\\nR\\n|The size NUMBER",
        "o\\n 3\\nR\\n|The size NUMBER",
        "o\\n3 \\nR\\n|The size NUMBER",
        "o\\n0x3\\nR\\n|The size NUMBER",
        "o\\n3e1\\nR\\n|The size NUMBER",
        "o\\n\u0663\\nR\\n|The size NUMBER",
        "o\\n9223372036854775808\\nR\\n|The size NUMBER",
        "o\\n18446744073709551616\\nR\\n|The size NUMBER",
        "o\\n3\\n\\n|The root does not have 32 bytes",
        "o\\n3\\nAAAA\\n|The root does not have 32 bytes",
        "o\\n3\\n RR\\n|The root is not canonical base64",
        "o\\n3\\nlPvQ3YNvUDAWkubQ6t5yjuGexSv/8WBu2AfIV11aqhk\\n|The root is not canonical base64",
        "o\\n3\\nlPvQ3YNvUDAWkubQ6t5yjuGexSv/8WBu2AfIV11aqhl=\\n|The root is not canonical base64",
        "o\\n3\\nlPvQ3YNvUDAWkubQ6t5yjuGexSv_8WBu2AfIV11aqhk=\\n|The root is not canonical base64",
        "o\\n3\\nR\\r\\n|The root is not canonical base64"
      })
  void any_other_text_is_refused(String pattern, String sentence) {
    String text =
        (pattern == null ? "" : pattern)
            .replace("\\n", "\n")
            .replace("\\r", "\r")
            .replace("LONG", "a".repeat(256))
            .replaceFirst("R", ROOT);

    assertThatThrownBy(() -> Checkpoint.parse(text))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            sentence.replace(
                "NUMBER", "is not a decimal number from 0 to 2^63 - 1 without leading zeros"));
  }

  @Test
  void has_a_size_that_is_not_below_0() {
    assertThatThrownBy(() -> new Checkpoint("o", -1, Hashes.emptyRoot()))
        .isExactlyInstanceOf(IllegalArgumentException.class);
  }
}

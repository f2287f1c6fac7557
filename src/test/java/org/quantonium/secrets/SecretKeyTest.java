package org.quantonium.secrets;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.storage.Settings;

class SecretKeyTest {
  private static final String NAME = "quantonium.kek";
  private static final byte[] KEY = key();

  @TempDir private Path directory;

  /** Its last byte is that of a line's end. */
  private static byte[] key() {
    byte[] key = SecretBytes.random(32).expose();
    key[0] = (byte) 0x80;
    key[31] = '\n';
    return key;
  }

  private static Optional<SecretBytes> find(String form, String value) {
    return SecretSource.findKey(new Settings(Map.of(NAME + form, value)), NAME, 32);
  }

  private Optional<SecretBytes> fromFile(byte[] content) throws IOException {
    Path file = Files.write(directory.resolve("kek"), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    return find(".file", file.toString());
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  void is_base64_in_a_setting() {
    assertThat(find("", base64(KEY))).contains(SecretBytes.copyOf(KEY));
    assertThat(find("x", base64(KEY))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n"})
  void is_base64_in_a_file(String end) throws IOException {
    assertThat(fromFile((base64(KEY) + end).getBytes(US_ASCII))).contains(SecretBytes.copyOf(KEY));
  }

  @Test
  void is_the_bytes_themselves_in_a_file_whatever_the_last_one_is() throws IOException {
    assertThat(fromFile(KEY)).contains(SecretBytes.copyOf(KEY));
  }

  @Test
  void is_refused_where_it_is_text_of_that_length() {
    String digits = "0123456789abcdef0123456789abcdef";

    assertThatThrownBy(() -> fromFile(digits.getBytes(US_ASCII)))
        .hasMessageContaining("32 characters of text")
        .hasMessageContaining("openssl rand -base64 32")
        .hasMessageNotContaining(digits);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 16, 31, 33, 64})
  void is_refused_at_another_length(int length) {
    String text = base64(SecretBytes.random(length).expose());

    assertThatThrownBy(() -> fromFile((text + "\n").getBytes(US_ASCII)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("base64 of " + length + " bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"not base64!", "c2VjcmV0\u00e9", "a", "c2Vj cmV0"})
  void is_refused_where_it_is_not_base64_without_a_word_of_it(String text) {
    assertThatThrownBy(() -> find("", text))
        .isInstanceOf(IllegalStateException.class)
        .hasNoCause()
        .hasMessage(
            NAME
                + " is not base64; a key has 32 random bytes, in base64: put the right one back, or"
                + " make the first one with openssl rand -base64 32");
  }

  @Test
  void is_refused_in_bytes_of_another_length() {
    assertThatThrownBy(() -> fromFile(SecretBytes.random(31).expose()))
        .isInstanceOf(IllegalStateException.class);
  }
}

package org.quantonium.merkle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifyUsageTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void help_is_printed() {
    assertThat(run("--help")).isEqualTo(Verdict.VERIFIED);
    assertThat(out.toString(UTF_8)).isEqualTo(Usage.TEXT);
  }

  @Test
  void help_is_printed_for_no_arguments_at_all() {
    assertThat(run()).isEqualTo(Verdict.CANNOT_TELL);
    assertThat(out.toString(UTF_8)).isEqualTo(Usage.TEXT);
  }

  @Test
  void help_names_every_command_and_option() {
    for (Command command : Command.values()) {
      assertThat(Usage.TEXT).contains("  " + command + " " + command.operand + " ");
    }
    assertThat(Usage.TEXT)
        .contains(Command.KEY, Command.SINCE, Command.TOKEN, Command.IN_DIRECTORY, Command.IN_LOG);
  }

  /** K stands for the key. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "check f|There is no command check",
        "RECEIPT f|There is no command RECEIPT",
        "--key K|There is no command --key",
        "receipt f|--key is missing",
        "receipt --key K|receipt takes one FILE",
        "receipt f g --key K|receipt takes one FILE",
        "directory --key K|directory takes one DIR",
        "log --key K|log takes one URL",
        "receipt f --key|--key needs a value",
        "receipt f --key K --key K|--key stands there twice",
        "receipt f --key x|The key is not name+hash+base64",
        "receipt f --key K --since g|receipt takes no option --since",
        "receipt f --key K --keys K|receipt takes no option --keys",
        "directory d --key K --token-file t|directory takes no option --token-file",
        "log http://a --key K --directory d|log takes no option --directory",
        "promise f --key K|promise takes either --directory, or --log and perhaps --token-file",
        "promise f --key K --directory d --log u|promise takes either --directory, or --log and perhaps --token-file",
        "promise f --key K --directory d --token-file t|promise takes either --directory, or --log and perhaps --token-file",
        "promise f --key K --directory d --directory e|--directory stands there twice",
        "promise f --key K --directory d --since g|promise takes no option --since"
      })
  void a_wrong_call_is_told(String words, String sentence) {
    assertThat(run(words.replace("K", TestKey.TEXT).split(" "))).isEqualTo(Verdict.CANNOT_TELL);
    assertThat(err.toString(UTF_8)).isEqualTo(sentence + "; --help says more\n");
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  private Verdict run(String... words) {
    return Verify.run(
        List.of(words),
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8),
        Clock.systemUTC());
  }
}

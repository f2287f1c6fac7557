package org.quantonium.merkle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the verifier did: its exit status, and what it wrote. */
record Verification(int status, List<String> out, List<String> err) {

  static Verification of(Object... words) {
    return at(Clock.systemUTC(), words);
  }

  /** Runs it with the key of the tests. */
  static Verification at(Clock clock, Object... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> arguments = new ArrayList<>(Arrays.stream(words).map(Object::toString).toList());
    arguments.addAll(List.of("--key", TestKey.TEXT));
    Verdict verdict =
        Verify.run(
            arguments, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), clock);
    return new Verification(
        verdict.status, out.toString(UTF_8).lines().toList(), err.toString(UTF_8).lines().toList());
  }
}

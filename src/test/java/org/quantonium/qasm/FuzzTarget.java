package org.quantonium.qasm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.quantonium.engine.Budget;
import org.quantonium.engine.Circuit;
import org.quantonium.engine.Cost;
import org.quantonium.engine.Outcome;
import org.quantonium.engine.StateVectorSimulator;

/** What has to hold for any bytes that claim to be a program. */
final class FuzzTarget {
  private static final QasmLimits LIMITS = new QasmLimits(1 << 16, 40, 64, 5_000, 64);

  private static final Pattern MESSAGE = Pattern.compile("[ -~]{1,200}");

  private FuzzTarget() {}

  /** The corpus and the examples. */
  static Stream<Arguments> seeds() throws IOException {
    return Stream.of(Path.of("src", "test", "resources", "qasm"), Path.of("docs", "examples"))
        .flatMap(FuzzTarget::programs)
        .map(Arguments::of);
  }

  /** One in ten of them: each costs a tenth of a second before fuzzing begins. */
  static Stream<Arguments> fewSeeds() throws IOException {
    List<Arguments> all = seeds().toList();
    return IntStream.range(0, all.size()).filter(i -> i % 10 == 0).mapToObj(all::get);
  }

  private static Stream<byte[]> programs(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".qasm")).toList().stream()
          .map(FuzzTarget::bytes)
          .filter(bytes -> bytes.length < 4096);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads, and runs what is read if that is cheap; anything but a typed refusal is thrown on. */
  static void run(byte[] text) {
    String source = new String(text, StandardCharsets.UTF_8);
    Circuit circuit;
    try {
      circuit = QasmReader.read(source, LIMITS);
    } catch (QasmException refusal) {
      check(refusal, source);
      return;
    }
    Cost cost = Cost.of(circuit, 8);
    if (cost.bytes() < 1 << 20 && cost.amplitudeUpdates() < 100_000) {
      Outcome outcome = StateVectorSimulator.run(circuit, 8, 1, Budget.of(Duration.ofSeconds(5)));
      if (outcome.counts().values().stream().mapToLong(n -> n).sum() != 8) {
        throw new AssertionError("counts do not add up to the shots: " + outcome);
      }
    }
  }

  private static void check(QasmException refusal, String source) {
    boolean inside = refusal.line() >= 1 && refusal.column() >= 1;
    boolean lineExists = refusal.line() <= source.lines().count() + 1;
    boolean printable = MESSAGE.matcher(refusal.getMessage()).matches();
    if (!inside || !lineExists || !printable) {
      throw new AssertionError(
          "a refusal at " + refusal.line() + ":" + refusal.column() + ": " + refusal.getMessage());
    }
  }
}

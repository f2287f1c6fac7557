package org.quantonium.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the processor time of simulations goes, by a flight recording of the server: the samples of
 * each step of a request. A sample belongs to the innermost frame that a row of the table names.
 *
 * <p>Called by {@code src/bench/throughput.sh}, with the recording. Not in it: the compiler, the
 * garbage collector, and the clients.
 */
public final class Breakdown {
  private static final Set<String> SAMPLES =
      Set.of("jdk.ExecutionSample", "jdk.NativeMethodSample");

  /** What waits in a call of the system is sampled as if it ran. */
  private static final List<String> IDLE =
      List.of(
          "EPoll.wait",
          "Net.poll",
          "Net.accept",
          "Unsafe.park",
          "ProcessHandle",
          "Object.wait",
          "LinuxWatchService.poll");

  private record Step(String name, List<String> frames) {}

  private static final List<Step> STEPS =
      List.of(
          new Step("the log's rounds: tree, checkpoint, anchor", List.of("ledger.LedgerNode.work")),
          new Step("token", List.of("identity.", "web.AuthenticationFilter")),
          new Step("limits, and places", List.of("limits.", "redis.", "web.RequestLimits")),
          new Step(
              "parse and price",
              List.of("qasm.", "simulation.CircuitReader", "simulation.Intake", "engine.Cost")),
          new Step("run", List.of("engine.", "simulation.Computed", "simulation.SimulationResult")),
          new Step(
              "receipt",
              List.of("ledger.Receipts", "merkle.SignedNote", "merkle.Promise", "keys.Ed25519Key")),
          new Step(
              "record",
              List.of("storage.", "ledger.", "keys.", "simulation.ShortRuns", "idempotency.")),
          new Step("filters, JAX-RS, beans", List.of("")));

  private Breakdown() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, Integer> samples = new LinkedHashMap<>();
    STEPS.forEach(step -> samples.put(step.name(), 0));
    int all = 0;
    try (RecordingFile recording = new RecordingFile(Path.of(arguments[0]))) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        RecordedStackTrace stack = event.getStackTrace();
        if (SAMPLES.contains(event.getEventType().getName()) && stack != null && !idle(stack)) {
          samples.merge(step(stack), 1, Integer::sum);
          all++;
        }
      }
    }
    System.out.println("| step | of the samples |");
    System.out.println("|---|---|");
    for (Map.Entry<String, Integer> step : samples.entrySet()) {
      System.out.printf("| %s | %.0f %% |%n", step.getKey(), 100.0 * step.getValue() / all);
    }
    System.out.println(all + " samples");
  }

  private static boolean idle(RecordedStackTrace stack) {
    String top = name(stack.getFrames().get(0));
    return IDLE.stream().anyMatch(top::contains);
  }

  /** The rounds of the log use what records too: they are looked for first. */
  private static String step(RecordedStackTrace stack) {
    Step rounds = STEPS.get(0);
    if (stack.getFrames().stream().anyMatch(frame -> is(frame, rounds))) {
      return rounds.name();
    }
    for (RecordedFrame frame : stack.getFrames()) {
      for (Step step : STEPS) {
        if (is(frame, step)) {
          return step.name();
        }
      }
    }
    return "the server: connections, HTTP";
  }

  private static boolean is(RecordedFrame frame, Step step) {
    return step.frames().stream().anyMatch(of -> name(frame).startsWith("org.quantonium." + of));
  }

  private static String name(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
  }
}

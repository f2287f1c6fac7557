package org.quantonium.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Requests a second of a secured, recorded simulation beside a bare JAX-RS resource on the same
 * server, by sixteen clients with a connection each. Each of the first five paths does all that the
 * one before it does and one thing more, so that the difference of two is the time of that thing;
 * the last two are the fourth and the fifth, all connections of one client. The paths take turns,
 * round by round, once the server's compiler has little left to do.
 *
 * <p>Called by {@code src/bench/throughput.sh}, with the base URI, the bootstrap credentials and
 * the server's process id; with a number of seconds, the simulation alone runs for so long, its
 * server as warm as it is. The clients run on the server's own cores: what they take of them is in
 * the table too.
 */
public final class HttpBench {
  private static final int CLIENTS = 16;
  private static final int ROUNDS = 5;
  private static final Duration WARM = Duration.ofSeconds(2);
  private static final Duration ROUND = Duration.ofSeconds(2);

  /** Warm is a server of whose time the compiler takes no more, over a round of all paths. */
  private static final double COMPILER = 0.05;

  /** In which it compiles what is waiting for it: beside sixteen clients it would take minutes. */
  private static final Duration REST = Duration.ofSeconds(2);

  /** It is not waited for longer. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** The place of the simulation among the paths. */
  private static final int SIMULATION = 4;

  private static final String CIRCUIT =
      "OPENQASM 2.0;include \"qelib1.inc\";qreg q[5];creg c[5];h q[0];cx q[0],q[1];cx q[1],q[2];"
          + "cx q[2],q[3];cx q[3],q[4];measure q->c;";

  /** A request of each connection, by its number. */
  private record Path(String name, int expected, IntFunction<HttpRequest> request) {}

  /** The CPU times are of one request: in the server, and in these clients. */
  private record Round(
      double perSecond,
      double medianMillis,
      double p99Millis,
      double serverMillis,
      double compilerMillis,
      double collectorMillis,
      double clientMillis,
      double busyCores) {}

  /** Threads of the virtual machine's own, by the beginnings of their names. */
  private static final List<String> COMPILERS = List.of("C1 Compiler", "C2 Compiler", "Sweeper");

  private static final List<String> COLLECTORS = List.of("GC Thread", "G1 ", "VM Thread");

  private HttpBench() {}

  public static void main(String[] arguments) throws Exception {
    URI base = URI.create(arguments[0]);
    ProcessHandle server = ProcessHandle.of(Long.parseLong(arguments[2])).orElseThrow();
    List<Path> paths = paths(base, BenchClients.tokens(base, arguments[1], CLIENTS));
    if (arguments.length > 3) {
      Duration time = Duration.ofSeconds(Integer.parseInt(arguments[3]));
      System.out.println(run(paths.get(SIMULATION), time, server));
      return;
    }
    warm(paths, server);
    Map<Path, List<Round>> rounds = new LinkedHashMap<>();
    paths.forEach(path -> rounds.put(path, new ArrayList<>()));
    for (int i = 0; i < ROUNDS; i++) {
      for (Map.Entry<Path, List<Round>> entry : rounds.entrySet()) {
        entry.getValue().add(run(entry.getKey(), ROUND, server));
      }
      System.err.println("round " + (i + 1) + " of " + ROUNDS);
    }
    double bare = median(rounds.values().iterator().next(), Round::perSecond);
    System.out.println(
        "| path | requests/s | of bare | median ms | p99 ms | CPU ms each: server, of it compiler, collector; clients | cores busy |");
    System.out.println("|---|---|---|---|---|---|---|");
    rounds.forEach(
        (path, all) -> {
          double perSecond = median(all, Round::perSecond);
          System.out.printf(
              "| %s | %.0f | %.2f | %.1f | %.1f | %.2f, %.2f, %.2f; %.2f | %.2f |%n",
              path.name(),
              perSecond,
              perSecond / bare,
              median(all, Round::medianMillis),
              median(all, Round::p99Millis),
              median(all, Round::serverMillis),
              median(all, Round::compilerMillis),
              median(all, Round::collectorMillis),
              median(all, Round::clientMillis),
              median(all, Round::busyCores));
        });
  }

  private static void warm(List<Path> paths, ProcessHandle server) throws Exception {
    long start = System.nanoTime();
    double share = 1;
    while (share > COMPILER && System.nanoTime() - start < PATIENCE.toNanos()) {
      double all = cpuMillis(server);
      double compiler = millis(server, COMPILERS);
      double rest = 0;
      for (Path path : paths) {
        run(path, WARM, server);
        rest += resting(server);
      }
      share = (millis(server, COMPILERS) - compiler - rest) / (cpuMillis(server) - all - rest);
      System.err.printf("compiling: %.1f %%%n", 100 * share);
    }
    System.out.printf(
        "Warmed for %.0f s; the compiler took %.1f %% of the server's time in the last round.%n%n",
        (System.nanoTime() - start) * 1e-9, 100 * share);
  }

  /** What the compiler takes while nothing is asked of the server. */
  private static double resting(ProcessHandle server) throws Exception {
    double before = millis(server, COMPILERS);
    Thread.sleep(REST.toMillis());
    return millis(server, COMPILERS) - before;
  }

  private static List<Path> paths(URI base, List<String> tokens) {
    HttpRequest.Builder qasm =
        HttpRequest.newBuilder()
            .header("Content-Type", "text/x-qasm")
            .timeout(Duration.ofSeconds(30))
            .POST(BodyPublishers.ofString(CIRCUIT));
    URI nothing = base.resolve("/v1/nothing");
    URI estimate = base.resolve("/v1/simulations/estimate");
    URI simulation = base.resolve("/v1/simulations");
    return List.of(
        new Path("bare resource", 200, i -> qasm.copy().uri(base.resolve("/bare/run")).build()),
        new Path(
            "edge, and a token that is refused and recorded",
            401,
            i -> authorized(qasm, estimate, "a.b.c")),
        new Path(
            "edge, token, limits; no such path",
            404,
            i -> authorized(qasm, nothing, tokens.get(i))),
        new Path(
            "the same, scope, parse, price (/estimate)",
            200,
            i -> authorized(qasm, estimate, tokens.get(i))),
        new Path(
            "the same, run, kept and recorded twice",
            201,
            i -> authorized(qasm, simulation, tokens.get(i))),
        new Path("/estimate, one client", 200, i -> authorized(qasm, estimate, tokens.get(0))),
        new Path("simulation, one client", 201, i -> authorized(qasm, simulation, tokens.get(0))));
  }

  private static HttpRequest authorized(HttpRequest.Builder qasm, URI uri, String token) {
    return qasm.copy().uri(uri).header("Authorization", "Bearer " + token).build();
  }

  private static Round run(Path path, Duration time, ProcessHandle server) throws Exception {
    double serverBefore = cpuMillis(server);
    double compilerBefore = millis(server, COMPILERS);
    double collectorBefore = millis(server, COLLECTORS);
    double clientBefore = cpuMillis(ProcessHandle.current());
    long start = System.nanoTime();
    long end = start + time.toNanos();
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    List<Future<List<Double>>> running = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      int connection = i;
      running.add(clients.submit(client(path, connection, end)));
    }
    List<Double> millis = new ArrayList<>();
    clients.shutdown();
    for (Future<List<Double>> one : running) {
      millis.addAll(one.get());
    }
    double seconds = (System.nanoTime() - start) * 1e-9;
    double serverCpu = cpuMillis(server) - serverBefore;
    double compilerCpu = millis(server, COMPILERS) - compilerBefore;
    double collectorCpu = millis(server, COLLECTORS) - collectorBefore;
    double clientCpu = cpuMillis(ProcessHandle.current()) - clientBefore;
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Round(
        sorted.length / seconds,
        sorted[sorted.length / 2],
        sorted[(int) Math.ceil(0.99 * sorted.length) - 1],
        serverCpu / sorted.length,
        compilerCpu / sorted.length,
        collectorCpu / sorted.length,
        clientCpu / sorted.length,
        (serverCpu + clientCpu) / (1000 * seconds));
  }

  private static double cpuMillis(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() * 1e-6;
  }

  /** What threads of these names have taken, as Linux tells of them. */
  private static double millis(ProcessHandle process, List<String> names) throws IOException {
    double millis = 0;
    try (Stream<java.nio.file.Path> tasks =
        Files.list(java.nio.file.Path.of("/proc/" + process.pid() + "/task"))) {
      for (java.nio.file.Path task : tasks.toList()) {
        try {
          String name = Files.readString(task.resolve("comm"));
          if (names.stream().anyMatch(name::startsWith)) {
            String nanos = Files.readString(task.resolve("schedstat")).split(" ", 2)[0];
            millis += Long.parseLong(nanos) * 1e-6;
          }
        } catch (IOException ended) {
          continue;
        }
      }
    }
    return millis;
  }

  private static Callable<List<Double>> client(Path path, int connection, long end) {
    return () -> {
      HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      List<Double> millis = new ArrayList<>();
      while (System.nanoTime() < end) {
        long start = System.nanoTime();
        HttpResponse<String> answer =
            http.send(path.request().apply(connection), BodyHandlers.ofString());
        millis.add((System.nanoTime() - start) * 1e-6);
        if (answer.statusCode() != path.expected()) {
          throw new IllegalStateException(path.name() + ": " + answer.body());
        }
      }
      return millis;
    };
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}

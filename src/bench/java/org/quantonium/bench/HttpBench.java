package org.quantonium.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Requests a second of a secured, recorded simulation beside a bare JAX-RS resource on the same
 * server. Each path does all that the one before it does and one thing more, so that the difference
 * of two is the time of that thing. The paths take turns, round by round.
 *
 * <p>Called by {@code src/bench/throughput.sh}, with the base URI, the bootstrap credentials and
 * the server's process id; with a number of seconds, the last path alone runs for so long. The
 * clients run on the server's own cores: what they take of them is in the table too.
 */
public final class HttpBench {
  private static final int CLIENTS = 16;
  private static final int ROUNDS = 5;
  private static final Duration WARM = Duration.ofSeconds(6);
  private static final Duration ROUND = Duration.ofSeconds(4);
  private static final String CIRCUIT =
      "OPENQASM 2.0;include \"qelib1.inc\";qreg q[5];creg c[5];h q[0];cx q[0],q[1];cx q[1],q[2];"
          + "cx q[2],q[3];cx q[3],q[4];measure q->c;";

  /** One request of each kind; a client has a connection of its own. */
  private record Path(String name, int expected, Supplier<HttpRequest> request) {}

  /** The CPU times are of one request: in the server, and in these clients. */
  private record Round(
      double perSecond,
      double medianMillis,
      double p99Millis,
      double serverMillis,
      double jvmMillis,
      double clientMillis,
      double busyCores) {}

  /** Threads of the virtual machine's own, by the beginnings of their names. */
  private static final List<String> OF_THE_JVM =
      List.of("C1 Compiler", "C2 Compiler", "GC Thread", "G1 ", "VM Thread", "Sweeper");

  private HttpBench() {}

  public static void main(String[] arguments) throws Exception {
    URI base = URI.create(arguments[0]);
    String token = token(base, arguments[1]);
    ProcessHandle server = ProcessHandle.of(Long.parseLong(arguments[2])).orElseThrow();
    if (arguments.length > 3) {
      List<Path> paths = paths(base, token);
      Duration time = Duration.ofSeconds(Integer.parseInt(arguments[3]));
      System.out.println(run(paths.get(paths.size() - 1), time, server));
      return;
    }
    Map<Path, List<Round>> rounds = new LinkedHashMap<>();
    for (Path path : paths(base, token)) {
      rounds.put(path, new ArrayList<>());
    }
    // Longest the one that does most: a server compiles for a minute and more.
    for (int i = 1; i <= rounds.size(); i++) {
      run(List.copyOf(rounds.keySet()).get(i - 1), WARM.multipliedBy(i), server);
    }
    for (int i = 0; i < ROUNDS; i++) {
      for (Map.Entry<Path, List<Round>> entry : rounds.entrySet()) {
        entry.getValue().add(run(entry.getKey(), ROUND, server));
      }
      System.err.println("round " + (i + 1) + " of " + ROUNDS);
    }
    double bare = median(rounds.values().iterator().next(), Round::perSecond);
    System.out.println(
        "| path | requests/s | of bare | median ms | p99 ms | CPU ms each: server, of it compiler and collector, clients | cores busy |");
    System.out.println("|---|---|---|---|---|---|---|");
    rounds.forEach(
        (path, all) -> {
          double perSecond = median(all, Round::perSecond);
          System.out.printf(
              "| %s | %.0f | %.2f | %.1f | %.1f | %.2f, %.2f, %.2f | %.2f |%n",
              path.name(),
              perSecond,
              perSecond / bare,
              median(all, Round::medianMillis),
              median(all, Round::p99Millis),
              median(all, Round::serverMillis),
              median(all, Round::jvmMillis),
              median(all, Round::clientMillis),
              median(all, Round::busyCores));
        });
  }

  private static List<Path> paths(URI base, String token) {
    HttpRequest.Builder qasm =
        HttpRequest.newBuilder()
            .header("Content-Type", "text/x-qasm")
            .timeout(Duration.ofSeconds(30))
            .POST(BodyPublishers.ofString(CIRCUIT));
    return List.of(
        new Path("bare resource", 200, () -> qasm.copy().uri(base.resolve("/bare/run")).build()),
        new Path(
            "edge, and a token that is refused and recorded",
            401,
            () -> authorized(qasm, base.resolve("/v1/simulations/estimate"), "a.b.c")),
        new Path(
            "edge, token, limits; no such path",
            404,
            () -> authorized(qasm, base.resolve("/v1/nothing"), token)),
        new Path(
            "the same, scope, parse, price (/estimate)",
            200,
            () -> authorized(qasm, base.resolve("/v1/simulations/estimate"), token)),
        new Path(
            "the same, run, kept and recorded twice",
            201,
            () -> authorized(qasm, base.resolve("/v1/simulations"), token)));
  }

  private static HttpRequest authorized(HttpRequest.Builder qasm, URI uri, String token) {
    return qasm.copy().uri(uri).header("Authorization", "Bearer " + token).build();
  }

  private static Round run(Path path, Duration time, ProcessHandle server) throws Exception {
    double serverBefore = cpuMillis(server);
    double jvmBefore = jvmMillis(server);
    double clientBefore = cpuMillis(ProcessHandle.current());
    long start = System.nanoTime();
    long end = start + time.toNanos();
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    List<Future<List<Double>>> running = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      running.add(clients.submit(client(path, end)));
    }
    List<Double> millis = new ArrayList<>();
    clients.shutdown();
    for (Future<List<Double>> one : running) {
      millis.addAll(one.get());
    }
    double seconds = (System.nanoTime() - start) * 1e-9;
    double serverCpu = cpuMillis(server) - serverBefore;
    double jvmCpu = jvmMillis(server) - jvmBefore;
    double clientCpu = cpuMillis(ProcessHandle.current()) - clientBefore;
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Round(
        sorted.length / seconds,
        sorted[sorted.length / 2],
        sorted[(int) Math.ceil(0.99 * sorted.length) - 1],
        serverCpu / sorted.length,
        jvmCpu / sorted.length,
        clientCpu / sorted.length,
        (serverCpu + clientCpu) / (1000 * seconds));
  }

  private static double cpuMillis(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() * 1e-6;
  }

  /** What the compiler and the collector have taken, as Linux tells of their threads. */
  private static double jvmMillis(ProcessHandle process) throws IOException {
    double millis = 0;
    try (Stream<java.nio.file.Path> tasks =
        Files.list(java.nio.file.Path.of("/proc/" + process.pid() + "/task"))) {
      for (java.nio.file.Path task : tasks.toList()) {
        try {
          String name = Files.readString(task.resolve("comm"));
          if (OF_THE_JVM.stream().anyMatch(name::startsWith)) {
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

  private static Callable<List<Double>> client(Path path, long end) {
    return () -> {
      HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      List<Double> millis = new ArrayList<>();
      while (System.nanoTime() < end) {
        long start = System.nanoTime();
        HttpResponse<String> answer = http.send(path.request().get(), BodyHandlers.ofString());
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

  private static String token(URI base, String credentials) throws Exception {
    String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(base.resolve("/v1/token"))
                    .header("Authorization", "Basic " + basic)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                    .build(),
                BodyHandlers.ofString());
    Matcher token = Pattern.compile("\"access_token\":\"([^\"]+)\"").matcher(answer.body());
    if (!token.find()) {
      throw new IllegalStateException("No token: " + answer.body());
    }
    return token.group(1);
  }
}

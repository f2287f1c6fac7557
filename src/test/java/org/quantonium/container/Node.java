package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.quantonium.storage.FreePort;

/**
 * A node of its own, beside the server that Arquillian runs: for tests that kill it, start it
 * again, and look at what it left.
 */
final class Node implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);
  private static final Path SERVERS = Path.of(System.getProperty("server.directory"));

  private final int port;
  private final int healthPort;
  private final Process process;
  private final Path log;
  private final Path data;
  private final List<String> settings;

  private Node(
      int port, int healthPort, Process process, Path log, Path data, List<String> settings) {
    this.port = port;
    this.healthPort = healthPort;
    this.process = process;
    this.log = log;
    this.data = data;
    this.settings = settings;
  }

  /** Starts the server under test, with the WAR, on a free port; returns at once. */
  static Node start(Path data, String... options) throws IOException {
    return startOf(Server.war(), data, options);
  }

  /** The same with another WAR, named as ours is. */
  static Node startOf(Path war, Path data, String... options) throws IOException {
    List<String> settings =
        new ArrayList<>(List.of(System.getProperty("server.limits").split(" ", -1)));
    // It lives for seconds: the second compiler would take a third of its start for itself, and
    // verifying once more what the server that Arquillian runs has verified takes a quarter of it.
    settings.add("-XX:TieredStopAtLevel=1");
    settings.add("-XX:+UnlockDiagnosticVMOptions");
    settings.add("-XX:-BytecodeVerificationRemote");
    settings.addAll(List.of(options));
    return start(war, data, settings);
  }

  /**
   * The same as README has it started: with the limits by rate that a node has if nothing is set,
   * both compilers, and the module of the vector kernels.
   */
  static Node startAsShipped(Path data, String... options) throws IOException {
    List<String> settings =
        new ArrayList<>(List.of("-Xms1g", "--add-modules=jdk.incubator.vector"));
    settings.addAll(List.of(options));
    return start(Server.war(), data, settings);
  }

  private static Node start(Path war, Path data, List<String> settings) throws IOException {
    Path home = Files.createDirectories(SERVERS.resolve("node"));
    int port = FreePort.find();
    String name = data.getFileName() + "-" + port;
    Path log = home.resolve(name + ".log");
    // First, so that an option for another heap counts.
    settings.add(0, "-Xmx1g");
    settings.add("-Dquantonium.data.directory=" + data);
    settings.add("-Dmp.jwt.verify.issuer=http://127.0.0.1:" + port);
    boolean wildfly = System.getProperty("arquillian.launch").equals("wildfly");
    Path base = home.resolve("standalone-" + name);
    int healthPort = wildfly ? FreePort.find() : port;
    ProcessBuilder builder =
        wildfly ? wildfly(war, base, port, healthPort, settings) : payara(war, port, settings);
    builder.environment().put("JAVA_HOME", System.getProperty("server.java.home"));
    return new Node(
        port,
        healthPort,
        builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(),
        log,
        data,
        settings);
  }

  private static ProcessBuilder payara(Path war, int port, List<String> settings) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("server.java.home") + "/bin/java");
    command.addAll(settings);
    command.addAll(
        List.of(
            "-jar",
            SERVERS.resolve("payara-micro.jar").toString(),
            "--port",
            Integer.toString(port),
            "--nocluster",
            "--disablephonehome",
            "--prebootcommandfile",
            System.getProperty("server.config") + "/payara-micro/pre-boot.asadmin",
            "--deploy",
            war.toString()));
    return new ProcessBuilder(command);
  }

  /** On a base directory of its own, so that it shares nothing with the servers that run. */
  private static ProcessBuilder wildfly(
      Path war, Path base, int port, int management, List<String> options) throws IOException {
    Path deployments = Files.createDirectories(base.resolve("deployments"));
    Path configuration = SERVERS.resolve("wildfly/standalone/configuration");
    Path copy = Files.createDirectories(base.resolve("configuration"));
    try (Stream<Path> files = Files.list(configuration).filter(Files::isRegularFile)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    // What Arquillian deployed stands in the configuration too.
    Path settings = copy.resolve("quantonium.xml");
    Files.writeString(
        settings, Files.readString(settings).replaceAll("(?s)<deployments>.*?</deployments>", ""));
    try (Stream<Path> markers = Files.list(deployments)) {
      for (Path marker : markers.toList()) {
        Files.delete(marker);
      }
    }
    Files.copy(war, deployments.resolve("quantonium.war"));
    ProcessBuilder builder =
        new ProcessBuilder(
            SERVERS.resolve("wildfly/bin/standalone.sh").toString(),
            "-c",
            "quantonium.xml",
            "-b",
            "127.0.0.1",
            "-bmanagement",
            "127.0.0.1",
            "-Djboss.server.base.dir=" + base,
            "-Djboss.http.port=" + port,
            "-Djboss.https.port=0",
            "-Djboss.management.http.port=" + management);
    builder
        .environment()
        .put("JAVA_OPTS", "-Djava.net.preferIPv4Stack=true " + String.join(" ", options));
    return builder;
  }

  int port() {
    return port;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(30));
  }

  /** What MicroProfile Health tells of readiness. */
  HttpResponse<String> readiness() {
    return Http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + healthPort + "/health/ready"))
            .timeout(Duration.ofSeconds(30))
            .build());
  }

  /** Asks this node's token endpoint. */
  HttpResponse<String> grant(String credentials) {
    return Http.send(
        request("/v1/token")
            .header("Authorization", Http.basic(credentials))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("grant_type=client_credentials"))
            .build());
  }

  /** A token of this node, with all scopes of the client. */
  String token(String credentials) {
    return (String) Http.json(grant(credentials)).get("access_token");
  }

  boolean answers() {
    try {
      HttpResponse<String> answer = Http.send(request("/v1/ledger/key").build());
      return answer.statusCode() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  Node awaitReady() {
    await(this::answers, "did not answer");
    Secrets.plantOf(data, settings);
    return this;
  }

  /** Returns when the log has this text: what a node says that refuses to serve. */
  Node awaitLog(String text) {
    await(() -> log().contains(text), "did not log '" + text + "'");
    return this;
  }

  /** Asks until it is so; fails with the log if it will not be. */
  void await(BooleanSupplier condition, String failure) {
    Instant end = Instant.now().plus(START);
    while (!condition.getAsBoolean()) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        kill();
        throw new AssertionError("The node " + failure + ":\n" + log());
      }
      Http.sleep(Duration.ofMillis(300));
    }
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a node holds: bytes of its heap after a collection, and threads. */
  record Footprint(long heapBytes, long threads) {}

  Footprint footprint() throws Exception {
    jcmd("GC.run");
    long heap = 0;
    Matcher used = Pattern.compile("heap +total \\d+K, used (\\d+)K").matcher(jcmd("GC.heap_info"));
    while (used.find()) {
      heap += Long.parseLong(used.group(1)) << 10;
    }
    long threads =
        Files.readAllLines(Path.of("/proc", server().pid() + "", "status")).stream()
            .filter(line -> line.startsWith("Threads:"))
            .mapToLong(line -> Long.parseLong(line.substring(8).strip()))
            .sum();
    return new Footprint(heap, threads);
  }

  private String jcmd(String command) throws Exception {
    Process jcmd =
        new ProcessBuilder(
                System.getProperty("server.java.home") + "/bin/jcmd",
                Long.toString(server().pid()),
                command)
            .redirectErrorStream(true)
            .start();
    String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(jcmd.waitFor()).as(said).isZero();
    return said;
  }

  /** The server itself: WildFly's is a child of the script that starts it. */
  private ProcessHandle server() {
    List<ProcessHandle> children = process.descendants().toList();
    return children.isEmpty() ? process.toHandle() : children.get(children.size() - 1);
  }

  /** Of the server itself. */
  long pid() {
    return server().pid();
  }

  /** {@code kill -9}. */
  void kill() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
    Secrets.look("the log of a node", log().getBytes(StandardCharsets.UTF_8));
  }

  /** SIGTERM to the server itself, and waits for its end. */
  @Override
  public void close() {
    server().destroy();
    process.onExit().completeOnTimeout(process, 60, TimeUnit.SECONDS).join();
    kill();
  }
}

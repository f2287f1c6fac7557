import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./mvnw -Pserve}: starts the built WAR on Payara Micro, waits until it answers, and says
 * what to paste. Run from the project's directory; Ctrl-C stops both.
 *
 * <p>Arguments: the Payara Micro jar, the WAR.
 */
final class Serve {
  private static final int PORT = 8080;
  private static final String BASE = "http://127.0.0.1:" + PORT;
  private static final Path DATA = Path.of("data");
  private static final Path LOG = DATA.resolve("server.log");
  private static final Path SECRET = DATA.resolve("bootstrap-secret");
  private static final Duration LONGEST_START = Duration.ofMinutes(4);
  private static final int STOP_SECONDS = 30;

  private Serve() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    makeDataDirectory();
    refuseTakenPort();
    Process server = start(Path.of(args[0]), Path.of(args[1]));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
    awaitReady(server);
    sayWhatToPaste();
    System.exit(server.waitFor());
  }

  private static void makeDataDirectory() throws IOException {
    if (Files.notExists(DATA)) {
      Files.createDirectory(
          DATA, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  private static void refuseTakenPort() {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT));
    } catch (IOException e) {
      fail("Port " + PORT + " is taken: stop what listens there, then start again.");
    }
  }

  private static Process start(Path payara, Path war) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules=jdk.incubator.vector",
            "-Dquantonium.data.directory=" + DATA.toAbsolutePath(),
            "-Dmp.jwt.verify.issuer=" + BASE,
            "-jar",
            payara.toString(),
            "--port",
            Integer.toString(PORT),
            "--nocluster",
            "--disablephonehome",
            "--prebootcommandfile",
            "server-config/payara-micro/pre-boot.asadmin",
            "--deploy",
            war.toString());
    System.out.println("Starting Payara Micro on " + BASE + ", about half a minute; log: " + LOG);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(LOG.toFile())
        .start();
  }

  private static void awaitReady(Process server) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(LONGEST_START);
    while (!answers()) {
      if (!server.isAlive() || deploymentFailed() || Instant.now().isAfter(end)) {
        System.out.println();
        Files.readAllLines(LOG, StandardCharsets.UTF_8).stream()
            .filter(line -> line.contains("Exception") || line.contains("Caused by"))
            .limit(12)
            .forEach(System.out::println);
        fail("The service did not start; the whole story is in " + LOG);
      }
      System.out.print('.');
      System.out.flush();
      server.waitFor(1, TimeUnit.SECONDS);
    }
    System.out.println(" ready.");
  }

  private static boolean answers() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(BASE + "/.well-known/jwks.json").toURL().openConnection();
      connection.setConnectTimeout(1_000);
      connection.setReadTimeout(5_000);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Payara Micro goes on without an application that failed. */
  private static boolean deploymentFailed() throws IOException {
    return Files.readString(LOG, StandardCharsets.UTF_8).contains(") ready in ") && !answers();
  }

  private static void sayWhatToPaste() throws IOException {
    if (Files.exists(SECRET)) {
      String credentials = Files.readString(SECRET).strip();
      Files.delete(SECRET);
      System.out.println("\nThe bootstrap administrator, shown this once:\n");
      System.out.println("  CLIENT='" + credentials + "'");
    } else {
      System.out.println("\nThe bootstrap administrator's secret was shown at the first start.");
      System.out.println("Lost? Stop the server, touch data/bootstrap-reset, start it again.\n");
      System.out.println("  CLIENT='bootstrap:...'");
    }
    String authorized = "  curl -s -H \"Authorization: Bearer $TOKEN\" ";
    System.out.println(
        """

        A token, a simulation of a file, and its result again:

          TOKEN=$(curl -s -u "$CLIENT" -d grant_type=client_credentials %1$s/v1/token \\
            | sed -n 's/.*"access_token":"\\([^"]*\\)".*/\\1/p')
        %2$s-H 'Content-Type: text/x-qasm' \\
            --data-binary @docs/examples/qft_16.qasm '%1$s/v1/simulations?shots=1000' | tee data/result.json
        %2$s\\
            %1$s/v1/simulations/$(sed -n 's/.*"id":"\\([^"]*\\)".*/\\1/p' data/result.json)

        Ctrl-C stops it."""
            .formatted(BASE, authorized));
  }

  private static void stop(Process server) {
    System.out.println("\nStopping.");
    server.destroy();
    try {
      if (!server.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
      System.out.println("Stopped.");
    } catch (InterruptedException e) {
      server.destroyForcibly();
    }
  }

  private static void fail(String message) {
    System.err.println(message);
    System.exit(1);
  }
}

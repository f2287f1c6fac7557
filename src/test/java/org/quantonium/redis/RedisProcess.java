package org.quantonium.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.quantonium.secrets.SecretBytes;
import org.quantonium.storage.FreePort;
import org.quantonium.storage.Settings;
import redis.embedded.core.ExecutableProvider;

/** A real Redis on a free port of 127.0.0.1, that a test may kill, hang and start again. */
public final class RedisProcess implements AutoCloseable {
  private static final Path FILES = Path.of("docker", "redis");
  private static final Path INSTALLED = Path.of("/usr/bin/redis-server");

  /** Says what it is told. */
  static final Script ECHO = script("return {tonumber(ARGV[1]), 7}");

  /** A user beside the service's, who may empty it. */
  private static final String TESTER = "tester";

  private final List<String> command;
  private final Path configuration;
  private final int port;
  private final String password;
  private Process process;

  private RedisProcess(List<String> command, Path configuration, int port, String password) {
    this.command = command;
    this.configuration = configuration;
    this.port = port;
    this.password = password;
  }

  /** Redis 6.2 from a Maven artifact, and the one that is installed, if there is one. */
  public static Stream<Path> binaries() throws IOException {
    Path carried = ExecutableProvider.newJarResourceProvider().get().toPath();
    return Files.isExecutable(INSTALLED) ? Stream.of(carried, INSTALLED) : Stream.of(carried);
  }

  static Path first() throws IOException {
    return binaries().findFirst().orElseThrow();
  }

  /** With docker/redis/redis.conf and users.acl, as an operator has them. */
  public static RedisProcess safe(Path binary, Path directory) throws Exception {
    return safe(binary, directory, "", FreePort.find(), "");
  }

  /** The same as the only node of a cluster, with what its clients may do besides. */
  static RedisProcess cluster(Path binary, Path directory) throws Exception {
    // Nodes talk to each other on a port of their own.
    int bus = 10_000;
    int port = FreePort.findWith(bus);
    String node = "%s 127.0.0.1:%d@%d myself,master - 0 0 1 connected 0-16383";
    Files.write(
        directory.resolve("nodes.conf"),
        List.of(
            node.formatted("a".repeat(40), port, port + bus),
            "vars currentEpoch 1 lastVoteEpoch 0"));
    return safe(binary, directory, " +cluster|slots", port, "cluster-enabled yes\n");
  }

  private static RedisProcess safe(
      Path binary, Path directory, String rights, int port, String more) throws Exception {
    String password = HexFormat.of().formatHex(SecretBytes.random(32).expose());
    Path secret = Files.writeString(directory.resolve("password"), password + "\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("r--------"));
    Path users = directory.resolve("users.acl");
    Process made =
        new ProcessBuilder(FILES.resolve("make-users.sh").toString(), secret.toString())
            .redirectOutput(users.toFile())
            .start();
    if (made.waitFor() != 0) {
      throw new IllegalStateException("make-users.sh failed");
    }
    Files.writeString(
        users,
        Files.readString(users).stripTrailing()
            + rights
            + "\nuser "
            + TESTER
            + " on >"
            + password
            + " +flushall\n");
    Path configuration =
        Files.writeString(
            directory.resolve("redis.conf"),
            Files.readString(FILES.resolve("redis.conf"))
                    .replace("/etc/redis/users.acl", users.toString())
                    .replaceAll("(?m)^port .*$", "port " + port)
                + more);
    return new RedisProcess(List.of(binary.toString()), configuration, port, password).start();
  }

  /** As it comes: everybody may do everything. */
  public static RedisProcess unsafe(Path binary, Path directory) throws Exception {
    return plain(List.of(binary.toString()), directory, "save \"\"\n");
  }

  /** A Sentinel that watches a Redis under the name of limits. */
  static RedisProcess sentinel(Path binary, Path directory, RedisProcess master) throws Exception {
    return plain(
        List.of(binary.toString(), "--sentinel"),
        directory,
        "sentinel monitor limits 127.0.0.1 " + master.port() + " 1\n");
  }

  private static RedisProcess plain(List<String> command, Path directory, String more)
      throws Exception {
    int port = FreePort.find();
    Path configuration =
        Files.writeString(
            directory.resolve("redis.conf"), "bind 127.0.0.1\nport " + port + "\n" + more);
    return new RedisProcess(command, configuration, port, "").start();
  }

  /** Starts it, again if it was killed, with nothing in it; returns when it answers. */
  public RedisProcess start() throws IOException {
    Path directory = configuration.getParent();
    List<String> arguments = new ArrayList<>(command);
    // A Sentinel wants its file before its options.
    arguments.add(1, configuration.toString());
    process =
        new ProcessBuilder(arguments)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("redis.log").toFile())
            .start();
    Instant end = Instant.now().plus(Duration.ofSeconds(30));
    while (!answers()) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        throw new IllegalStateException(Files.readString(directory.resolve("redis.log")));
      }
      pause(20);
    }
    return this;
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(1000);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      return socket.getInputStream().read() >= 0;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Every bucket in it is full again. */
  public void empty() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5000);
      String commands = "AUTH " + TESTER + " " + password + "\r\nFLUSHALL\r\nQUIT\r\n";
      socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
      String said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      if (!said.equals("+OK\r\n".repeat(3))) {
        throw new IllegalStateException("Redis was not emptied: " + said);
      }
    }
  }

  public int port() {
    return port;
  }

  public String user() {
    return password.isEmpty() ? "" : "quantonium";
  }

  public String password() {
    return password;
  }

  /** What the service is told of it, key by key; with time for a machine that has other work. */
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("quantonium.mode", "embedded");
    settings.put("quantonium.nodes", "1");
    settings.put("quantonium.redis.url", "redis://127.0.0.1:" + port);
    settings.put("quantonium.redis.user", user());
    if (!password.isEmpty()) {
      settings.put(
          "quantonium.redis.password.file", configuration.resolveSibling("password").toString());
    }
    settings.put("quantonium.redis.tls", "false");
    settings.put("quantonium.redis.connections", "16");
    settings.put("quantonium.redis.timeout.millis", "2000");
    return settings;
  }

  /** A door to it, as the service has it. */
  public Redis door() {
    return new Redis(new Settings(settings()));
  }

  /** One with a setting of its own. */
  static Redis door(Map<String, String> settings, String key, String value) {
    settings.put(key, value);
    return new Redis(new Settings(settings));
  }

  static Script script(String source) {
    try {
      byte[] sha1 =
          MessageDigest.getInstance("SHA-1").digest(source.getBytes(StandardCharsets.UTF_8));
      return new Script(source, HexFormat.of().formatHex(sha1));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@code kill -9}. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** It then takes connections, since the system does, and answers nothing. */
  public void hang() throws Exception {
    signal("-STOP");
  }

  public void goOn() throws Exception {
    signal("-CONT");
  }

  private void signal(String name) throws Exception {
    new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
  }

  static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}

package org.quantonium.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.quantonium.secrets.SecretBytes;
import org.quantonium.storage.FreePort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A Keycloak in development mode with its database in memory, on a free port of 127.0.0.1; with a
 * realm {@code lab}. The build unpacks it with {@code -Pproof}; it runs on the server's own Java.
 */
final class Keycloak implements AutoCloseable {
  private static final Path HOME = Path.of(System.getProperty("server.directory"), "keycloak");
  private static final Duration START = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int port;
  private final String password;
  private final Path directory;
  private final Process process;

  private Keycloak(int port, String password, Path directory, Process process) {
    this.port = port;
    this.password = password;
    this.directory = directory;
    this.process = process;
  }

  /** Starts one; returns when its realm is there. */
  static Keycloak start(Path directory) throws Exception {
    assertThat(HOME.resolve("bin/kc.sh")).as("unpacked by ./mvnw -Pproof").exists();
    int port = FreePort.find();
    String password = secret();
    ProcessBuilder builder =
        new ProcessBuilder(
            HOME.resolve("bin/kc.sh").toString(),
            "start-dev",
            "--cache=local",
            "--db=dev-mem",
            "--http-host=127.0.0.1",
            "--http-port=" + port,
            "--hostname=http://127.0.0.1:" + port);
    builder.environment().put("JAVA_HOME", System.getProperty("server.java.home"));
    builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
    builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", password);
    Path log = directory.resolve("keycloak.log");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Keycloak keycloak = new Keycloak(port, password, directory, process);
    long end = System.nanoTime() + START.toNanos();
    while (!keycloak.answers()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        keycloak.close();
        throw new AssertionError("Keycloak did not start:\n" + Files.readString(log));
      }
      Http.sleep(Duration.ofMillis(300));
    }
    keycloak.create("", "{\"realm\":\"lab\",\"enabled\":true}");
    return keycloak;
  }

  private static String secret() {
    return HexFormat.of().formatHex(SecretBytes.random(16).expose());
  }

  private boolean answers() {
    try {
      return Http.send(request("/realms/master").build()).statusCode() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(60));
  }

  /** The realm's URL, which is its name in tokens. */
  String url() {
    return "http://127.0.0.1:" + port + "/realms/lab";
  }

  /** What the token endpoint of a realm answers. */
  JsonNode grant(String realm, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    HttpResponse<String> answer =
        Http.send(
            request("/realms/" + realm + "/protocol/openid-connect/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  /** An access token by client credentials. */
  String token(String client) {
    JsonNode found = read("/clients?clientId=" + client).get(0);
    return grant(
            "lab",
            Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                client,
                "client_secret",
                found.get("secret").asString()))
        .get("access_token")
        .asString();
  }

  /** A token of the realm that administers the others. */
  String administratorsToken() {
    return grant(
            "master",
            Map.of(
                "grant_type",
                "password",
                "client_id",
                "admin-cli",
                "username",
                "admin",
                "password",
                password))
        .get("access_token")
        .asString();
  }

  private HttpResponse<String> administer(String method, String path, String json) {
    HttpResponse<String> answer =
        Http.send(
            request("/admin/realms" + path)
                .header("Authorization", "Bearer " + administratorsToken())
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json))
                .build());
    assertThat(answer.statusCode()).as(method + " " + path + answer.body()).isBetween(200, 299);
    return answer;
  }

  /** What the realm has there. */
  JsonNode read(String path) {
    return JSON.readTree(administer("GET", "/lab" + path, "").body());
  }

  /** Its id. */
  private String create(String path, String json) {
    String place = administer("POST", path, json).headers().firstValue("Location").orElse("");
    return place.substring(place.lastIndexOf('/') + 1);
  }

  void update(String path, String json) {
    administer("PUT", "/lab" + path, json);
  }

  /** A client with a service account, as the console makes it, but for the attributes. */
  void addClient(String name, String attributes, String more) {
    create(
        "/lab/clients",
        "{\"clientId\":\"%s\",\"publicClient\":false,\"serviceAccountsEnabled\":true,\"directAccessGrantsEnabled\":true,\"attributes\":{%s}%s}"
            .formatted(name, attributes, more));
  }

  /** Roles of the client {@code quantonium} for the service account of another. */
  void giveRoles(String client, String... names) {
    String account = read("/clients/" + id(client) + "/service-account-user").get("id").asString();
    give(account, names);
  }

  private String id(String client) {
    return read("/clients?clientId=" + client).get(0).get("id").asString();
  }

  private void give(String user, String... names) {
    String service = id("quantonium");
    String roles =
        Arrays.stream(names)
            .map(name -> read("/clients/" + service + "/roles/" + name).toString())
            .collect(Collectors.joining(",", "[", "]"));
    administer("POST", "/lab/users/" + user + "/role-mappings/clients/" + service, roles);
  }

  /** A person who has these roles; the answer is the password. */
  String addUser(String name, String... roles) {
    String secret = secret();
    String id =
        create(
            "/lab/users",
            "{\"username\":\"%1$s\",\"enabled\":true,\"email\":\"%1$s@example.org\",\"emailVerified\":true,\"firstName\":\"A\",\"lastName\":\"B\",\"credentials\":[{\"type\":\"password\",\"value\":\"%2$s\",\"temporary\":false}]}"
                .formatted(name, secret));
    give(id, roles);
    return secret;
  }

  /** What signs from now on, if its priority is the highest; the answer is its id. */
  String addKey(String provider, int priority, Map<String, String> more) {
    String realm = read("").get("id").asString();
    String config =
        more.entrySet().stream()
            .map(each -> ",\"%s\":[\"%s\"]".formatted(each.getKey(), each.getValue()))
            .collect(Collectors.joining());
    return create(
        "/lab/components",
        "{\"name\":\"%1$s-%2$d\",\"providerId\":\"%1$s\",\"providerType\":\"org.keycloak.keys.KeyProvider\",\"parentId\":\"%3$s\",\"config\":{\"priority\":[\"%2$d\"],\"enabled\":[\"true\"],\"active\":[\"true\"]%4$s}}"
            .formatted(provider, priority, realm, config));
  }

  /** Sets one of {@code active} and {@code enabled} to false. */
  void switchOff(String key, String what) {
    String json = read("/components/" + key).toString();
    String off = json.replace("\"" + what + "\":[\"true\"]", "\"" + what + "\":[\"false\"]");
    assertThat(off).isNotEqualTo(json);
    update("/components/" + key, off);
  }

  /** A key of the realm's whose private half the test has too. */
  ECKey addKnownKey(int priority) throws Exception {
    Path store = Files.createDirectories(HOME.resolve("data/lab")).resolve(port + ".p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    String secret = secret();
    run(
        Map.of(),
        keytool.toString(),
        "-genkeypair",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=lab",
        "-alias",
        "lab",
        "-storetype",
        "PKCS12",
        "-storepass",
        secret,
        "-keystore",
        store.toString());
    addKey(
        "java-keystore",
        priority,
        Map.of(
            "algorithm", "ES256",
            "keystore", store.toString(),
            "keystorePassword", secret,
            "keystoreType", "PKCS12",
            "keyAlias", "lab",
            "keyPassword", secret,
            "keyUse", "SIG"));
    KeyStore opened = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      opened.load(in, secret.toCharArray());
    }
    store.toFile().deleteOnExit();
    return new ECKey.Builder(Curve.P_256, (ECPublicKey) opened.getCertificate("lab").getPublicKey())
        .privateKey((ECPrivateKey) opened.getKey("lab", secret.toCharArray()))
        .build();
  }

  /** Does what docs/OPERATIONS.md tells an administrator to do. */
  void asDocumented(String client, String... roles) throws Exception {
    String kcadm = HOME.resolve("bin/kcadm.sh").toString();
    Map<String, String> environment =
        Map.of(
            "KC_OPTS",
            "-Duser.home=" + directory,
            "JAVA_HOME",
            System.getProperty("server.java.home"));
    run(
        environment,
        kcadm,
        "config",
        "credentials",
        "--server",
        "http://127.0.0.1:" + port,
        "--realm",
        "master",
        "--user",
        "admin",
        "--password",
        password);
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("server.config") + "/keycloak/add-client.sh",
                kcadm,
                "lab",
                client));
    command.addAll(List.of(roles));
    run(environment, command.toArray(String[]::new));
  }

  private static void run(Map<String, String> environment, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }
}

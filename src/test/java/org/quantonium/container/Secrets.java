package org.quantonium.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is secret on the servers of all container tests, planted as it comes to be: every answer
 * that a test gets is searched for it at once, the log of a node when it ends, and all the rest by
 * {@link SecretsIT} at the end.
 */
final class Secrets {
  private static final Canaries PLANTED = new Canaries();
  private static final List<String> SEEN = new CopyOnWriteArrayList<>();

  /** Settings whose value, or whose file's content, is secret. */
  private static final Pattern SETTING =
      Pattern.compile(
          "-Dquantonium\\.(?:.*\\.)?(?:password|token|secret\\.id|kek|next|previous)(\\.file)?=(.+)");

  /** The answers that carry a secret, each once, to whom it belongs: path, and member. */
  private enum Disclosure {
    TOKEN("POST", "/v1/token", "access_token"),
    REGISTRATION("POST", "/v1/admin/clients", "client_secret"),
    NEW_SECRET("POST", "/v1/admin/clients/[^/]+/secret", "client_secret"),
    CONFIRMATION("POST", "/v1/admin/approvals/[^/]+/confirm", "client_secret");

    private final String method;
    private final Pattern path;
    private final Pattern member;

    Disclosure(String method, String path, String member) {
      this.method = method;
      this.path = Pattern.compile(path);
      this.member = Pattern.compile("\"" + member + "\" *: *\"([^\"]+)\"");
    }

    private boolean isMadeBy(String requested, String place) {
      return method.equals(requested) && path.matcher(place).matches();
    }
  }

  private Secrets() {}

  static void plant(String name, byte[] secret) {
    PLANTED.plant(name, secret);
  }

  static void plant(String name, ECKey key) {
    PLANTED.plant(name, key.getD().decode());
  }

  /** What a data directory holds and a node was told; to be called once it has started. */
  static void plantOf(Path data, List<String> options) {
    plantFile("a key-encryption key", data.resolve("kek"));
    Path bootstrap = data.resolve("bootstrap-secret");
    if (Files.exists(bootstrap)) {
      String pair = new String(read(bootstrap), UTF_8).strip();
      plantText("an administrator's secret", pair.substring(pair.indexOf(':') + 1));
    }
    for (String option : options) {
      Matcher setting = SETTING.matcher(option);
      if (setting.matches() && setting.group(1) == null) {
        plantText("a setting", setting.group(2));
      } else if (setting.matches()) {
        plantFile("the file of a setting", Path.of(setting.group(2)));
      }
    }
  }

  private static void plantFile(String name, Path file) {
    if (Files.exists(file)) {
      byte[] content = read(file);
      String text = new String(content, ISO_8859_1);
      PLANTED.plant(name, text.endsWith("\n") ? text.strip().getBytes(ISO_8859_1) : content);
    }
  }

  /** Short ones are those of databases that only the tests have. */
  private static void plantText(String name, String secret) {
    if (secret.length() >= 16) {
      PLANTED.plant(name, secret);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Looks for them in an answer.
   *
   * @param path without its query
   * @param answer head and body, or what there is of them
   * @throws AssertionError that names one, and the request
   */
  static void answered(String method, String path, String answer) {
    String rest = answer;
    for (Disclosure disclosure : Disclosure.values()) {
      Matcher disclosed = disclosure.member.matcher(rest);
      if (disclosed.find() && disclosure.isMadeBy(method, path)) {
        String secret = disclosed.group(1);
        // Of a token what makes it one: others may quote what it says.
        PLANTED.plant(
            "the " + disclosure.name() + " of an answer",
            secret.substring(secret.lastIndexOf('.') + 1));
        rest = rest.substring(0, disclosed.start(1)) + rest.substring(disclosed.end(1));
      }
    }
    String place = "the answer to " + method + " " + path;
    for (Disclosure disclosure : Disclosure.values()) {
      if (path.startsWith("/v1/") && disclosure.member.matcher(rest).find()) {
        throw seen(disclosure.name(), place);
      }
    }
    look(place, rest.getBytes(UTF_8));
  }

  private static AssertionError seen(String name, String place) {
    SEEN.add(name + " in " + place);
    return new AssertionError(name + " is seen in " + place);
  }

  /** Looks for them in a text; one that was seen is told again at the end. */
  static void look(String place, byte[] content) {
    PLANTED
        .seenIn(content)
        .ifPresent(
            name -> {
              throw seen(name, place);
            });
  }

  /** In the files below, but for those of these names. */
  static void lookThrough(Path directory, String... but) throws IOException {
    PLANTED.assertAbsentFromFilesOf(directory, but);
  }

  /** All that were seen until now, where an assertion may have been caught by somebody. */
  static List<String> seen() {
    return List.copyOf(SEEN);
  }

  static int planted() {
    return PLANTED.planted();
  }

  /** Method and path of a request as it goes over the wire. */
  static void answered(String request, String answer) {
    String[] line = request.substring(0, Math.max(0, request.indexOf('\r'))).split(" ", 3);
    answered(line[0], line.length > 1 ? line[1].replaceFirst("\\?.*", "") : "", answer);
  }
}

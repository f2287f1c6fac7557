package org.quantonium.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Secrets that must not be seen anywhere: as they are, in hexadecimal, and in either base64 at each
 * of the three places where it may begin within a longer text.
 */
final class Canaries {
  private static final int SHORTEST = 16;

  private final Map<String, Set<String>> forms = new ConcurrentHashMap<>();

  /** Plants one, or another one, by the name under which it is told. */
  void plant(String name, byte[] secret) {
    if (secret.length < SHORTEST) {
      throw new IllegalArgumentException(name + " is so short that it may be seen by chance");
    }
    Set<String> seen = new LinkedHashSet<>();
    seen.add(new String(secret, ISO_8859_1));
    String hex = HexFormat.of().formatHex(secret);
    seen.add(hex);
    seen.add(hex.toUpperCase(Locale.ROOT));
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + secret.length];
      System.arraycopy(secret, 0, shifted, before, secret.length);
      // Characters that are of this secret's bits alone.
      int from = (before * 8 + 5) / 6;
      int to = shifted.length * 8 / 6;
      seen.add(Base64.getEncoder().encodeToString(shifted).substring(from, to));
      seen.add(Base64.getUrlEncoder().encodeToString(shifted).substring(from, to));
    }
    forms.merge(name, seen, Canaries::both);
  }

  private static Set<String> both(Set<String> one, Set<String> another) {
    Set<String> both = new LinkedHashSet<>(one);
    both.addAll(another);
    return both;
  }

  void plant(String name, String secret) {
    plant(name, secret.getBytes(UTF_8));
  }

  /** Fails where one of them is seen, with its name and not with itself. */
  void assertAbsentFrom(String place, byte[] content) {
    String text = new String(content, ISO_8859_1);
    forms.forEach(
        (name, seen) -> {
          if (seen.stream().anyMatch(text::contains)) {
            throw new AssertionError(name + " is seen in " + place);
          }
        });
  }

  void assertAbsentFrom(String place, String content) {
    assertAbsentFrom(place, content.getBytes(UTF_8));
  }

  /** Looks through every file below. */
  void assertAbsentFromFilesOf(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory).filter(Files::isRegularFile)) {
      for (Path file : files.toList()) {
        assertAbsentFrom("the file " + file.getFileName(), Files.readAllBytes(file));
      }
    }
  }
}

package org.quantonium.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Secrets that must not be seen anywhere: as they are, in hexadecimal, and in either base64 at each
 * of the three places where it may begin within a longer text. Any number of them costs about the
 * same to look for: one pass, in which the hash of the last 16 bytes is looked up.
 */
final class Canaries {
  private static final int SHORTEST = 16;
  private static final long BASE = 0x9E3779B97F4A7C15L;
  private static final long FIRST_POWER = power(SHORTEST - 1);

  private final Map<Long, List<Form>> forms = new ConcurrentHashMap<>();
  private final AtomicInteger planted = new AtomicInteger();

  /** One way in which a secret may be written. */
  private record Form(String name, String bytes) {}

  private static long power(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= BASE;
    }
    return power;
  }

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
    for (String form : seen) {
      forms
          .computeIfAbsent(hash(form.getBytes(ISO_8859_1)), key -> new CopyOnWriteArrayList<>())
          .add(new Form(name, form));
    }
    planted.incrementAndGet();
  }

  void plant(String name, String secret) {
    plant(name, secret.getBytes(UTF_8));
  }

  /** How many were planted. */
  int planted() {
    return planted.get();
  }

  /** Of the first bytes. */
  private static long hash(byte[] bytes) {
    long hash = 0;
    for (int i = 0; i < SHORTEST; i++) {
      hash = hash * BASE + bytes[i];
    }
    return hash;
  }

  /** The name of one that is seen in it. */
  Optional<String> seenIn(byte[] content) {
    if (content.length < SHORTEST) {
      return Optional.empty();
    }
    long hash = hash(content);
    for (int end = SHORTEST; ; end++) {
      List<Form> candidates = forms.get(hash);
      if (candidates != null) {
        int from = end - SHORTEST;
        for (Form form : candidates) {
          if (isAt(content, from, form.bytes())) {
            return Optional.of(form.name());
          }
        }
      }
      if (end == content.length) {
        return Optional.empty();
      }
      hash = (hash - content[end - SHORTEST] * FIRST_POWER) * BASE + content[end];
    }
  }

  private static boolean isAt(byte[] content, int from, String form) {
    byte[] bytes = form.getBytes(ISO_8859_1);
    return from + bytes.length <= content.length
        && Arrays.equals(content, from, from + bytes.length, bytes, 0, bytes.length);
  }

  /** Fails where one of them is seen, with its name and not with itself. */
  void assertAbsentFrom(String place, byte[] content) {
    seenIn(content)
        .ifPresent(
            name -> {
              throw new AssertionError(name + " is seen in " + place);
            });
  }

  void assertAbsentFrom(String place, String content) {
    assertAbsentFrom(place, content.getBytes(UTF_8));
  }

  /** Looks through every file below, but for those of these names. */
  void assertAbsentFromFilesOf(Path directory, String... but) throws IOException {
    try (Stream<Path> files = Files.walk(directory).filter(Files::isRegularFile)) {
      for (Path file : files.toList()) {
        if (!List.of(but).contains(file.getFileName().toString())) {
          assertAbsentFrom("the file " + file.getFileName(), Files.readAllBytes(file));
        }
      }
    }
  }
}

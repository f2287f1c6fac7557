package org.quantonium;

import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;

/** Which package may use which: every package has a row, and what is not in its row it may not. */
final class Arrows {

  static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          entry(
              "web",
              Set.of(
                  "admin",
                  "simulation",
                  "waveform",
                  "oauth",
                  "issuer",
                  "idempotency",
                  "ledger",
                  "limits",
                  "keys",
                  "identity",
                  "redis",
                  "problem",
                  "storage",
                  "secrets",
                  "qasm",
                  "merkle",
                  "engine")),
          entry(
              "admin",
              Set.of(
                  "simulation",
                  "waveform",
                  "oauth",
                  "idempotency",
                  "ledger",
                  "limits",
                  "keys",
                  "identity",
                  "storage",
                  "secrets",
                  "redis",
                  "problem",
                  "qasm",
                  "merkle",
                  "engine")),
          entry(
              "simulation",
              Set.of(
                  "idempotency",
                  "qasm",
                  "engine",
                  "limits",
                  "ledger",
                  "keys",
                  "identity",
                  "problem",
                  "storage")),
          entry("idempotency", Set.of("keys", "identity", "problem", "storage")),
          entry("waveform", Set.of("keys", "limits", "ledger", "identity", "problem")),
          entry(
              "oauth",
              Set.of("keys", "limits", "ledger", "identity", "problem", "storage", "secrets")),
          entry("ledger", Set.of("merkle", "keys", "identity", "problem", "storage")),
          entry("limits", Set.of("engine", "identity", "redis", "problem")),
          entry("keys", Set.of("identity", "problem", "storage", "secrets")),
          entry("identity", Set.of("redis", "problem")),
          entry("redis", Set.of("secrets")),
          entry("problem", Set.of()),
          entry("storage", Set.of("secrets")),
          entry("issuer", Set.of("identity", "outbound", "problem")),
          entry("secrets", Set.of("outbound")),
          entry("outbound", Set.of()),
          entry("qasm", Set.of("engine")),
          entry("merkle", Set.of()),
          entry("engine", Set.of()));

  static final ArchCondition<JavaClass> POINT_DOWN =
      new ArchCondition<>("only use packages that their own may use") {
        @Override
        public void check(JavaClass user, ConditionEvents events) {
          for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
            JavaClass used = dependency.getTargetClass().getBaseComponentType();
            if (ours(used) && !allowed(feature(user), feature(used))) {
              events.add(SimpleConditionEvent.violated(user, dependency.getDescription()));
            }
          }
        }
      };

  private Arrows() {}

  private static boolean allowed(String user, String used) {
    return user.equals(used) || MAY_USE.getOrDefault(user, Set.of()).contains(used);
  }

  private static boolean ours(JavaClass type) {
    return type.getPackageName().startsWith("org.quantonium.");
  }

  /** A feature is one flat package, so its last name says which. */
  static String feature(JavaClass type) {
    String name = type.getPackageName();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}

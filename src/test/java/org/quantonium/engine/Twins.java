package org.quantonium.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The classes that read and write amplitudes are written once, for double precision; those for
 * single precision are the same text with these replacements.
 *
 * <p>After a change of the former, from the root of the project:
 *
 * <pre>
 * java src/test/java/org/quantonium/engine/Twins.java &amp;&amp; ./mvnw spotless:apply
 * </pre>
 */
public final class Twins {
  private static final Path SOURCES = Path.of("src", "main", "java", "org", "quantonium", "engine");

  /** A regular expression and what it becomes. */
  private record Replacement(String pattern, String by) {}

  private static final List<Replacement> OF_EACH =
      List.of(
          new Replacement(
              "\\bDouble(?=State|PlainKernels|(?:Lane|Turn|Unit)?VectorKernels|Vector\\b)",
              "Float"),
          new Replacement("\\bdouble\\[(?!\\] (?:tangents|minus|plus))", "float["),
          new Replacement("\\bPrecision\\.DOUBLE\\b", "Precision.SINGLE"),
          new Replacement("\\bin double precision", "in single precision"),
          new Replacement(
              "double rounded\\(double value\\) \\{\\s+return value;",
              "float rounded(double value) {\n    return (float) value;"));

  /** Kernels compute in what they keep; what is done to a state gate by gate does not. */
  private static final List<Replacement> OF_KERNELS =
      List.of(
          new Replacement("<Double>", "<Float>"),
          new Replacement("\\bdouble (?=\\w+ = )", "float "),
          new Replacement("(?<== \\w{1,9})\\.(re|im);", ".$132;"));

  /** A class and its twin. */
  enum Pair {
    STATE("State", false),
    PLAIN_KERNELS("PlainKernels", true),
    VECTOR_KERNELS("VectorKernels", true),
    TURN_VECTOR_KERNELS("TurnVectorKernels", true),
    UNIT_VECTOR_KERNELS("UnitVectorKernels", true),
    LANE_VECTOR_KERNELS("LaneVectorKernels", true);

    private final String name;
    private final boolean kernels;

    Pair(String name, boolean kernels) {
      this.name = name;
      this.kernels = kernels;
    }

    private Path twin() {
      return SOURCES.resolve("Float" + name + ".java");
    }

    /** The twin as it is. */
    String found() throws IOException {
      return Files.readString(twin());
    }

    /** The twin as it must be, up to its layout. */
    String expected() throws IOException {
      String text = Files.readString(SOURCES.resolve("Double" + name + ".java"));
      for (Replacement replacement : OF_EACH) {
        text = text.replaceAll(replacement.pattern(), replacement.by());
      }
      for (Replacement replacement : kernels ? OF_KERNELS : List.<Replacement>of()) {
        text = text.replaceAll(replacement.pattern(), replacement.by());
      }
      return text;
    }
  }

  private Twins() {}

  /** Writes the twins. */
  public static void main(String[] none) throws IOException {
    for (Pair pair : Pair.values()) {
      Files.writeString(pair.twin(), pair.expected());
    }
  }
}

package org.quantonium.identity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A member's value in the few shapes that a token needs. Whatever has another shape is {@link
 * Other}, and so fails wherever one of these is asked for.
 */
sealed interface Json {

  record Text(String value) implements Json {}

  record Texts(List<String> values) implements Json {

    public Texts {
      values = List.copyOf(values);
    }
  }

  /**
   * A number written as an integer, 0 <= value < 2^53: the range that every JSON implementation
   * represents exactly.
   */
  record Whole(long value) implements Json {}

  /** An object, its members in their order. */
  record Members(Map<String, Json> values) implements Json {

    public Members {
      values = new LinkedHashMap<>(values);
    }
  }

  /** Null, a boolean, an array that is not all strings, or any other number. */
  enum Other implements Json {
    OTHER
  }
}

package org.quantonium.identity;

import java.util.List;

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

  /** Null, a boolean, an object, an array that is not all strings, or any other number. */
  enum Other implements Json {
    OTHER
  }
}

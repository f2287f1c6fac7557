package org.quantonium.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CoderResult;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * An answer of Vault: one strict JSON object, whose texts never become a String.
 *
 * <p>Valid UTF-8, no name twice, nothing behind it, depth 16 at most. Of arrays, numbers that are
 * no whole ones and null it knows only that they are there.
 */
final class VaultAnswer {
  /** Its buffers are not used again: they would hold secrets meanwhile. */
  static final JsonFactory JSON =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(16)
                  .maxNameLength(256)
                  .maxNumberLength(20)
                  .build())
          .build();

  private static final Object OTHER = new Object();

  private final Map<?, ?> members;

  private VaultAnswer(Map<?, ?> members) {
    this.members = members;
  }

  /**
   * Reads it, and wipes it.
   *
   * @throws VaultException if it is anything else: then it is not Vault that answers
   */
  static VaultAnswer read(byte[] body) throws VaultException {
    char[] text = {};
    try {
      CharBuffer decoded = UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
      text = decoded.array();
      try (JsonParser parser =
          JSON.createParser(ObjectReadContext.empty(), text, 0, decoded.remaining())) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
          throw malformed();
        }
        Map<String, Object> members = object(parser);
        if (parser.nextToken() != null) {
          throw malformed();
        }
        return new VaultAnswer(members);
      }
    } catch (CharacterCodingException | JacksonException e) {
      throw malformed();
    } finally {
      Arrays.fill(text, '\0');
      Arrays.fill(body, (byte) 0);
    }
  }

  private static VaultException malformed() {
    return VaultException.away(
        "What answers at quantonium.vault.url is not Vault, or something on the way changed its"
            + " answer: it is not strict JSON");
  }

  private static Map<String, Object> object(JsonParser parser) throws CharacterCodingException {
    Map<String, Object> members = new HashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value(parser));
    }
    return members;
  }

  private static Object value(JsonParser parser) throws CharacterCodingException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> text(parser);
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> OTHER;
    };
  }

  private static Object array(JsonParser parser) throws CharacterCodingException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      value(parser);
    }
    return OTHER;
  }

  private static SecretBytes text(JsonParser parser) throws CharacterCodingException {
    int length = parser.getStringLength();
    ByteBuffer utf8 = ByteBuffer.allocate(3 * length);
    CoderResult result =
        UTF_8
            .newEncoder()
            .encode(
                CharBuffer.wrap(parser.getStringCharacters(), parser.getStringOffset(), length),
                utf8,
                true);
    if (result.isError()) {
      result.throwException();
    }
    SecretBytes text = SecretBytes.copyOf(utf8.array(), utf8.position());
    Arrays.fill(utf8.array(), (byte) 0);
    return text;
  }

  /** The text at the end of these names; empty if something else is there, or nothing. */
  Optional<SecretBytes> text(String... path) {
    return at(path, SecretBytes.class);
  }

  /** A whole number. */
  Optional<Long> number(String... path) {
    return at(path, Long.class);
  }

  boolean isTrue(String... path) {
    return at(path, Boolean.class).orElse(false);
  }

  boolean isObject(String... path) {
    return at(path, Map.class).isPresent();
  }

  private <T> Optional<T> at(String[] path, Class<T> type) {
    Object here = members;
    for (String name : path) {
      here = here instanceof Map<?, ?> object ? object.get(name) : null;
    }
    return type.isInstance(here) ? Optional.of(type.cast(here)) : Optional.empty();
  }
}

package org.quantonium.identity;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one JSON object of which every parser would give the same account: valid UTF-8 without a
 * byte order mark, no name twice at any depth (whichever way it is escaped), nothing behind it, and
 * no string with a NUL or an unpaired surrogate. Texts and names need no limit of their own, since
 * a token has one.
 */
final class StrictJson {

  /** Levels of nesting, the object itself included. */
  static final int MAX_DEPTH = 8;

  /** Digits of a number, in a claim that is ignored as well as in one that is used. */
  static final int MAX_DIGITS = 32;

  private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,15}");
  private static final long WHOLE_END = 1L << 53;

  /**
   * Names come from strangers, so none of them is kept in the factory's symbol table or interned.
   */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .disable(JsonFactory.Feature.INTERN_PROPERTY_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_DIGITS)
                  .build())
          .build();

  private StrictJson() {}

  /**
   * The members of the object in their order.
   *
   * @throws InvalidToken if the bytes are anything but one strict object
   */
  static Map<String, Json> object(byte[] utf8) throws InvalidToken {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), decode(utf8))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new InvalidToken(InvalidToken.Reason.JSON);
      }
      Map<String, Json> members = members(parser);
      if (parser.nextToken() != null) {
        throw new InvalidToken(InvalidToken.Reason.JSON);
      }
      return members;
    } catch (CharacterCodingException | JacksonException malformed) {
      throw new InvalidToken(InvalidToken.Reason.JSON);
    }
  }

  /**
   * Decoded here because the parser takes overlong forms and other encodings for what they
   * resemble.
   */
  private static String decode(byte[] utf8) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
  }

  private static Json value(JsonParser parser) throws InvalidToken {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> new Json.Text(text(parser));
      case VALUE_NUMBER_INT -> number(parser.getString());
      case START_ARRAY -> array(parser);
      case START_OBJECT -> new Json.Members(members(parser));
      default -> Json.Other.OTHER;
    };
  }

  private static Json number(String digits) {
    if (!WHOLE.matcher(digits).matches() || Long.parseLong(digits) >= WHOLE_END) {
      return Json.Other.OTHER;
    }
    return new Json.Whole(Long.parseLong(digits));
  }

  private static Json array(JsonParser parser) throws InvalidToken {
    List<String> texts = new ArrayList<>();
    boolean onlyTexts = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (value(parser) instanceof Json.Text text) {
        texts.add(text.value());
      } else {
        onlyTexts = false;
      }
    }
    return onlyTexts ? new Json.Texts(texts) : Json.Other.OTHER;
  }

  private static Map<String, Json> members(JsonParser parser) throws InvalidToken {
    Map<String, Json> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = text(parser);
      parser.nextToken();
      members.put(name, value(parser));
    }
    return members;
  }

  private static String text(JsonParser parser) throws InvalidToken {
    String text = parser.getString();
    if (text.indexOf('\0') >= 0 || text.codePoints().anyMatch(StrictJson::isSurrogate)) {
      throw new InvalidToken(InvalidToken.Reason.JSON);
    }
    return text;
  }

  /**
   * A pair has become one code point above the surrogates, so one that is still seen here stands
   * alone.
   */
  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}

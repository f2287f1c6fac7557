package org.quantonium.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.jdk.NumberDeserializers;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * Strict JSON: unique names, known fields, the declared types only, nothing after the value.
 *
 * <p>Bounds: depth 64, a name 256 characters, a number 64, a string 6 Mi characters (an OpenQASM
 * source is one string), 500,000 tokens. Bean Validation sets the narrower bounds, but only once
 * all is read: without a bound on tokens 8 MiB would become millions of objects. The body must be
 * valid UTF-8.
 */
public final class Json {
  private static final ObjectMapper MAPPER = strictMapper();

  private Json() {}

  private static ObjectMapper strictMapper() {
    StreamReadConstraints bounds =
        StreamReadConstraints.builder()
            .maxNestingDepth(64)
            .maxNameLength(256)
            .maxNumberLength(64)
            .maxStringLength(6 << 20)
            .maxTokenCount(500_000)
            .build();
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(bounds)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            // The shortest text that reads as the same number, on every Java (docs/adr/0039).
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();
    return JsonMapper.builder(factory)
        .addModule(new SimpleModule().addDeserializer(Double.class, new SignedZeros()))
        // read() looks for what follows: to the mapper it would be a value of the wrong type.
        .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_ABSENT))
        .withCoercionConfig(
            LogicalType.Textual,
            text ->
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .build();
  }

  /** Reads {@code -0} as the double that it is: Go's writer, for one, leaves out its point. */
  private static final class SignedZeros extends NumberDeserializers.DoubleDeserializer {
    SignedZeros() {
      super(Double.class, null);
    }

    @Override
    public Double deserialize(JsonParser parser, DeserializationContext context) {
      Double value = super.deserialize(parser, context);
      return value != null && value == 0 && parser.getString().startsWith("-") ? -0.0 : value;
    }
  }

  /** UTF-8 bytes of a value of ours. */
  public static byte[] write(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /**
   * Reads one value.
   *
   * @throws Problem MALFORMED_JSON if it is not strict JSON, INVALID_REQUEST if a field is unknown
   *     or of another type
   */
  public static Object read(byte[] body, Type type) {
    String text = utf8(body);
    if (halvesACharacter(text)) {
      throw new Problem(
          ProblemType.MALFORMED_JSON,
          "An escape stands for half of a surrogate pair; send whole characters.");
    }
    try (JsonParser parser = MAPPER.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new StreamReadException(parser, "empty");
      }
      Object value = MAPPER.readValue(parser, MAPPER.constructType(type));
      if (parser.nextToken() != null) {
        throw new StreamReadException(parser, "trailing token");
      }
      if (value == null) {
        throw Problem.invalid("", "must be a JSON object, not null");
      }
      return value;
    } catch (UnrecognizedPropertyException e) {
      String known =
          e.getKnownPropertyIds().stream()
              .map(Object::toString)
              .sorted()
              .collect(Collectors.joining(", "));
      throw Problem.invalid(
          pointer(e), Problem.quote(e.getPropertyName()) + " is not a field here; known: " + known);
    } catch (DatabindException | InputCoercionException e) {
      throw Problem.invalid(pointer(e), "has a value of the wrong type or out of range");
    } catch (JacksonException e) {
      throw malformed(e);
    }
  }

  /** Text of a body; refuses what is not UTF-8 instead of replacing it. */
  public static String utf8(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new Problem(ProblemType.MALFORMED_REQUEST, "The body is not valid UTF-8.", e);
    }
  }

  /**
   * True if an escape stands for a surrogate without its other half. UTF-8 has no bytes for it, so
   * it could be neither stored nor hashed as what was sent.
   */
  private static boolean halvesACharacter(String text) {
    int at = text.indexOf('\\');
    while (at >= 0) {
      char unit = escaped(text, at);
      boolean pair = Character.isSurrogatePair(unit, escaped(text, at + 6));
      if (Character.isSurrogate(unit) && !pair) {
        return true;
      }
      at = text.indexOf('\\', at + (pair ? 12 : 2));
    }
    return false;
  }

  /** The UTF-16 unit that an escape of six characters at this place stands for, or NUL. */
  private static char escaped(String text, int at) {
    if (!text.startsWith("\\u", at) || at + 6 > text.length()) {
      return 0;
    }
    for (int i = at + 2; i < at + 6; i++) {
      if (!HexFormat.isHexDigit(text.charAt(i))) {
        return 0;
      }
    }
    return (char) HexFormat.fromHexDigits(text, at + 2, at + 6);
  }

  private static Problem malformed(JacksonException e) {
    String why =
        e instanceof StreamConstraintsException
            ? "It passes a bound: depth 64, a name 256 characters, a number 64, a string 6 Mi,"
                + " 500,000 tokens."
            : "Close every value, name each member once, and let nothing follow.";
    String where =
        e.getLocation() == null
            ? ""
            : " at line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr();
    return new Problem(
        ProblemType.MALFORMED_JSON, "The JSON is not readable" + where + ". " + why, e);
  }

  private static String pointer(JacksonException e) {
    StringBuilder pointer = new StringBuilder();
    List<JacksonException.Reference> path = e.getPath();
    if (e instanceof UnrecognizedPropertyException) {
      path = path.subList(0, path.size() - 1);
    }
    for (JacksonException.Reference step : path) {
      pointer.append('/');
      pointer.append(step.getPropertyName() == null ? step.getIndex() : step.getPropertyName());
    }
    return pointer.toString();
  }
}

package org.quantonium.simulation;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.quantonium.problem.Json;
import org.quantonium.problem.Problem;

/**
 * Reads a request whose body is the OpenQASM file itself ({@code text/x-qasm}); the other fields
 * are query parameters of the same names.
 */
@Provider
@Consumes(QasmBodyReader.MEDIA_TYPE)
public class QasmBodyReader implements MessageBodyReader<SimulationRequest> {
  static final String MEDIA_TYPE = "text/x-qasm";
  private static final Set<String> FIELDS =
      new TreeSet<>(
          Set.of(
              "shots",
              "seed",
              "visibility",
              "maxProbabilities",
              "memory",
              "amplitudes",
              "stateVector",
              "maxSeconds",
              "precision"));

  @Context private UriInfo uri;

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == SimulationRequest.class;
  }

  @Override
  public SimulationRequest readFrom(
      Class<SimulationRequest> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    Map<String, String> query = query();
    return new SimulationRequest(
        Json.utf8(body.readAllBytes()),
        integer(query, "shots", Integer.MAX_VALUE).map(Long::intValue).orElse(null),
        integer(query, "seed", Long.MAX_VALUE).orElse(null),
        visibility(query),
        integer(query, "maxProbabilities", Integer.MAX_VALUE).map(Long::intValue).orElse(null),
        truth(query, "memory"),
        query.containsKey("amplitudes") ? List.of(query.get("amplitudes").split(",", -1)) : null,
        truth(query, "stateVector"),
        integer(query, "maxSeconds", Integer.MAX_VALUE).map(Long::intValue).orElse(null),
        query.get("precision"));
  }

  private Map<String, String> query() {
    Map<String, String> query = new HashMap<>();
    for (Map.Entry<String, List<String>> parameter : uri.getQueryParameters().entrySet()) {
      String name = parameter.getKey();
      if (!FIELDS.contains(name)) {
        throw Problem.invalid(
            "", Problem.quote(name) + " is not a field here; known: " + String.join(", ", FIELDS));
      }
      if (parameter.getValue().size() != 1) {
        throw Problem.invalid("/" + name, "must be given once");
      }
      query.put(name, parameter.getValue().get(0));
    }
    return query;
  }

  private static Optional<Long> integer(Map<String, String> query, String name, long max) {
    return Optional.ofNullable(query.get(name)).map(value -> integer(name, value, max));
  }

  private static Boolean truth(Map<String, String> query, String name) {
    String value = query.getOrDefault(name, "false");
    if (!value.equals("true") && !value.equals("false")) {
      throw Problem.invalid("/" + name, "must be true or false");
    }
    return value.equals("true");
  }

  static Long integer(String name, String value, long max) {
    // Not every digit of Long.parseLong's is one of ours; 19 of them may still be too many.
    if (value.matches("[0-9]{1,19}")) {
      BigInteger number = new BigInteger(value);
      if (number.compareTo(BigInteger.valueOf(max)) <= 0) {
        return number.longValue();
      }
    }
    throw Problem.invalid("/" + name, "must be an integer from 0 to " + max + " in decimal digits");
  }

  private static Visibility visibility(Map<String, String> query) {
    String value = query.getOrDefault("visibility", Visibility.CLIENT.name());
    for (Visibility known : Visibility.values()) {
      if (known.name().equals(value.toUpperCase(Locale.ROOT))) {
        return known;
      }
    }
    throw Problem.invalid("/visibility", "must be CLIENT or TENANT");
  }
}

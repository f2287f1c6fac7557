package org.quantonium.oauth;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The form of a token request, parsed here because a malformed one ({@code %zz}) is a 500 in
 * WildFly's own parser.
 *
 * <p>At most 16 parameters; one that occurs twice is refused (RFC 6749, 3.2).
 */
final class TokenForm {
  private static final int MAX_PARAMETERS = 16;

  private final Map<String, String> parameters = new HashMap<>();

  /**
   * Parses {@code application/x-www-form-urlencoded}.
   *
   * @throws OAuthError invalid_request
   */
  TokenForm(String body) {
    String[] pairs = body.isEmpty() ? new String[0] : body.split("&", MAX_PARAMETERS + 1);
    if (pairs.length > MAX_PARAMETERS) {
      throw OAuthError.invalidRequest("The form has more than 16 parameters");
    }
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      if (parameters.put(name, value) != null) {
        throw OAuthError.invalidRequest("A parameter occurs twice");
      }
    }
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw OAuthError.invalidRequest("The form is not URL-encoded");
    }
  }

  /** A parameter that is there and not empty (RFC 6749, 3.2: an empty one counts as left out). */
  Optional<String> get(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(v -> !v.isEmpty());
  }
}

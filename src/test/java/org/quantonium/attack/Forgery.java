package org.quantonium.attack;

import java.util.List;

/**
 * One hostile request's credentials.
 *
 * @param name what is wrong with them; unique in its table
 * @param authorizationHeaders one element for each Authorization header
 */
public record Forgery(String name, List<String> authorizationHeaders) {

  public Forgery {
    authorizationHeaders = List.copyOf(authorizationHeaders);
  }

  static Forgery bearer(String name, String token) {
    return new Forgery(name, List.of("Bearer " + token));
  }

  /**
   * Whether a header has characters that a proper HTTP client does not send, and a server may
   * refuse by closing.
   */
  public boolean rawSocketOnly() {
    return authorizationHeaders.stream()
        .flatMapToInt(String::chars)
        .anyMatch(c -> c > 0x7E || (c < 0x20 && c != '\t'));
  }

  @Override
  public String toString() {
    return name;
  }
}

package org.quantonium.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The claims of a token, each read as the one type that it may have. */
final class TokenClaims {

  private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\x21-\\x7E]{1,255}");

  /** The scope-token of RFC 6749: visible ASCII without the quotation mark and the backslash. */
  private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,255}");

  /** SHA-256 in base64url. */
  private static final Pattern THUMBPRINT = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final Map<String, Json> members;

  TokenClaims(Map<String, Json> members) {
    this.members = members;
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  /** 1 to 255 visible ASCII characters. */
  String text(String name) throws InvalidToken {
    if (members.get(name) instanceof Json.Text text
        && VISIBLE_ASCII.matcher(text.value()).matches()) {
      return text.value();
    }
    throw InvalidToken.claim(name);
  }

  /** What stands at the end of these names, each within the one before; empty if nothing does. */
  Optional<Json> at(List<String> path) {
    Optional<Json> here = Optional.of(new Json.Members(members));
    for (String name : path) {
      here =
          here.flatMap(
              json ->
                  json instanceof Json.Members object
                      ? Optional.ofNullable(object.values().get(name))
                      : Optional.empty());
    }
    return here;
  }

  /** A string, or an array of strings. */
  List<String> textOrTexts(String name) throws InvalidToken {
    if (members.get(name) instanceof Json.Text text) {
      return List.of(text.value());
    }
    if (members.get(name) instanceof Json.Texts texts) {
      return texts.values();
    }
    throw InvalidToken.claim(name);
  }

  /**
   * Whole seconds since the epoch; RFC 7519 would allow fractions, which nobody needs and parsers
   * round differently.
   */
  Instant time(String name) throws InvalidToken {
    if (members.get(name) instanceof Json.Whole seconds) {
      return Instant.ofEpochSecond(seconds.value());
    }
    throw InvalidToken.claim(name);
  }

  Optional<Instant> optionalTime(String name) throws InvalidToken {
    return has(name) ? Optional.of(time(name)) : Optional.empty();
  }

  /**
   * Thumbprint of the key that the token is bound to (RFC 9449, 6.1); empty for a token without
   * {@code cnf}.
   *
   * @throws InvalidToken CONFIRMATION if {@code cnf} asks for anything else, or for more
   */
  Optional<String> confirmation() throws InvalidToken {
    if (!has("cnf")) {
      return Optional.empty();
    }
    if (members.get("cnf") instanceof Json.Members cnf
        && cnf.values().keySet().equals(Set.of("jkt"))
        && cnf.values().get("jkt") instanceof Json.Text jkt
        && THUMBPRINT.matcher(jkt.value()).matches()) {
      return Optional.of(jkt.value());
    }
    throw new InvalidToken(InvalidToken.Reason.CONFIRMATION);
  }

  /**
   * At least one scope, from {@code scope} as RFC 6749 writes it or from the array {@code groups};
   * with both there, it would be a guess which one counts.
   */
  Set<String> scopes() throws InvalidToken {
    List<String> scopes;
    if (members.get("scope") instanceof Json.Text scope && !has("groups")) {
      scopes = List.of(scope.value().split(" ", -1));
    } else if (members.get("groups") instanceof Json.Texts groups && !has("scope")) {
      scopes = groups.values();
    } else {
      throw new InvalidToken(InvalidToken.Reason.SCOPES);
    }
    if (scopes.isEmpty() || !scopes.stream().allMatch(scope -> SCOPE.matcher(scope).matches())) {
      throw new InvalidToken(InvalidToken.Reason.SCOPES);
    }
    return Set.copyOf(scopes);
  }
}

package org.quantonium.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The access token in a request's Authorization headers, and the scheme that it was sent with.
 * Whoever names one of the two schemes and then says anything but one token is refused rather than
 * taken for anonymous.
 *
 * @param text not yet verified, 1 to 8192 characters
 */
public record ShownToken(Scheme scheme, String text) {

  private static final Pattern SCHEME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]++");
  private static final Pattern ONE_TOKEN = Pattern.compile(" ([A-Za-z0-9._~+/-]++=*+)");

  /** How a token is shown. */
  public enum Scheme {
    /** RFC 6750: by whoever has it. */
    BEARER,
    /** RFC 9449: with a proof of whoever has the key that it is bound to. */
    DPOP;

    /** The scheme that the headers name; BEARER where they name none of the two, or are several. */
    public static Scheme in(List<String> authorization) {
      return authorization.size() == 1
          ? named(SCHEME.matcher(authorization.get(0))).orElse(BEARER)
          : BEARER;
    }

    private static Optional<Scheme> named(Matcher scheme) {
      return scheme.lookingAt()
          ? Arrays.stream(values())
              .filter(s -> s.name().equals(scheme.group().toUpperCase(Locale.ROOT)))
              .findFirst()
          : Optional.empty();
    }
  }

  /**
   * The token.
   *
   * @param authorization the values of all Authorization headers, one element for each header
   * @return empty if there is no such header, or a single one with another scheme
   * @throws InvalidToken if there are several headers, or a single one that names no scheme, or one
   *     that names Bearer or DPoP without exactly one space and one token
   */
  public static Optional<ShownToken> in(List<String> authorization) throws InvalidToken {
    if (authorization.isEmpty()) {
      return Optional.empty();
    }
    if (authorization.size() > 1) {
      throw new InvalidToken(InvalidToken.Reason.SEVERAL_HEADERS);
    }
    String value = authorization.get(0);
    Matcher scheme = SCHEME.matcher(value);
    if (!scheme.lookingAt()) {
      throw new InvalidToken(InvalidToken.Reason.CREDENTIALS);
    }
    Optional<Scheme> named = Scheme.named(scheme);
    if (named.isEmpty()) {
      return Optional.empty();
    }
    if (value.length() - scheme.end() - 1 > CompactJws.MAX_LENGTH) {
      throw new InvalidToken(InvalidToken.Reason.TOO_LONG);
    }
    Matcher token = ONE_TOKEN.matcher(value).region(scheme.end(), value.length());
    if (!token.matches()) {
      throw new InvalidToken(InvalidToken.Reason.CREDENTIALS);
    }
    return Optional.of(new ShownToken(named.get(), token.group(1)));
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "ShownToken[" + scheme + "]";
  }
}

package org.quantonium.identity;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the bearer token (RFC 6750) from a request's Authorization headers. Whoever names the
 * scheme Bearer and then says anything but one token is refused rather than taken for anonymous.
 */
public final class BearerHeader {

  private static final Pattern SCHEME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]++");
  private static final Pattern ONE_TOKEN = Pattern.compile(" ([A-Za-z0-9._~+/-]++=*+)");

  private BearerHeader() {}

  /**
   * The token, not yet verified: 1 to 8192 characters.
   *
   * @param authorization the values of all Authorization headers, one element for each header
   * @return empty if there is no such header, or a single one with another scheme
   * @throws InvalidToken if there are several headers, or a single one that names no scheme, or one
   *     that names Bearer without exactly one space and one token
   */
  public static Optional<String> token(List<String> authorization) throws InvalidToken {
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
    if (!scheme.group().equalsIgnoreCase("Bearer")) {
      return Optional.empty();
    }
    if (value.length() - scheme.end() - 1 > CompactJws.MAX_LENGTH) {
      throw new InvalidToken(InvalidToken.Reason.TOO_LONG);
    }
    Matcher token = ONE_TOKEN.matcher(value).region(scheme.end(), value.length());
    if (!token.matches()) {
      throw new InvalidToken(InvalidToken.Reason.CREDENTIALS);
    }
    return Optional.of(token.group(1));
  }
}

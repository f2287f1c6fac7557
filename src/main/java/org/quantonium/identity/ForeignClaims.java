package org.quantonium.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The claims of another issuer's tokens.
 *
 * <p>Its clients, subjects and tenants get its name before theirs, and a colon, which none of ours
 * has: whoever may choose names there cannot become a client of ours.
 *
 * @param name of the issuer, 1 to 16 of {@code a-z 0-9 -}, beginning with a letter
 * @param required claims that are texts and have these values
 * @param client the claim that names the client; it owns results and has limits
 * @param tenantClaim the claim that names the tenant; without it all are of {@code tenant}
 * @param tenant 1 to 64 visible ASCII characters, as it is
 * @param scopesPath names of members, each within the one before, where a text of words or an array
 *     of texts tells what the caller may do
 * @param scopes what of that stands for which scope of ours; everything else is passed over
 */
public record ForeignClaims(
    String name,
    Map<String, String> required,
    String client,
    Optional<String> tenantClaim,
    String tenant,
    List<String> scopesPath,
    Map<String, String> scopes)
    implements ClaimMapping {

  /** Between the issuer's name and its own ones; none of ours has it. */
  static final char BETWEEN = ':';

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,15}");
  private static final Pattern CLIENT = Pattern.compile("[\\x21-\\x7E]+");
  private static final Pattern TENANT = Pattern.compile("[\\x21-\\x7E]{1,64}");

  /** What the database keeps of a client and of a tenant. */
  private static final int LONGEST_NAME = 64;

  private static final int LONGEST_SUBJECT = 255;

  public ForeignClaims {
    required = Map.copyOf(required);
    scopesPath = List.copyOf(scopesPath);
    scopes = Map.copyOf(scopes);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name of an issuer is 1 to 16 of a-z 0-9 -, beginning with a letter");
    }
    if (!TENANT.matcher(tenant).matches()) {
      throw new IllegalArgumentException("a tenant is 1 to 64 visible ASCII characters");
    }
    if (scopesPath.isEmpty() || scopesPath.contains("") || client.isEmpty()) {
      throw new IllegalArgumentException("a claim needs a name");
    }
    if (scopes.isEmpty() || !Scopes.ALL.containsAll(scopes.values())) {
      throw new IllegalArgumentException(
          "at least one word must stand for a scope, and each for one that there is");
    }
  }

  @Override
  public Claimed read(TokenClaims claims) throws InvalidToken {
    for (Map.Entry<String, String> each : required.entrySet()) {
      if (!claims.text(each.getKey()).equals(each.getValue())) {
        throw new InvalidToken(InvalidToken.Reason.KIND);
      }
    }
    return new Claimed(
        named(claims, "sub", LONGEST_SUBJECT),
        named(claims, client, LONGEST_NAME),
        tenantClaim.isPresent() ? named(claims, tenantClaim.get(), LONGEST_NAME) : tenant,
        scopes(claims));
  }

  @Override
  public boolean couldName(String clientId) {
    String prefix = name + BETWEEN;
    return clientId.startsWith(prefix)
        && clientId.length() <= LONGEST_NAME
        && CLIENT.matcher(clientId.substring(prefix.length())).matches();
  }

  private String named(TokenClaims claims, String claim, int longest) throws InvalidToken {
    String ours = name + BETWEEN + claims.text(claim);
    if (ours.length() > longest) {
      throw InvalidToken.claim(claim);
    }
    return ours;
  }

  private Set<String> scopes(TokenClaims claims) throws InvalidToken {
    Optional<Json> found = claims.at(scopesPath);
    List<String> words = new ArrayList<>();
    if (found.isPresent()) {
      if (found.get() instanceof Json.Text text) {
        words.addAll(List.of(text.value().split(" ", -1)));
      } else if (found.get() instanceof Json.Texts texts) {
        words.addAll(texts.values());
      } else {
        throw new InvalidToken(InvalidToken.Reason.SCOPES);
      }
    }
    return words.stream()
        .filter(scopes::containsKey)
        .map(scopes::get)
        .collect(Collectors.toUnmodifiableSet());
  }
}

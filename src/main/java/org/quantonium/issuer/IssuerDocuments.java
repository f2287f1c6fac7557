package org.quantonium.issuer;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Logger;
import org.quantonium.identity.VerificationKey;
import org.quantonium.outbound.BoundedHttp;
import org.quantonium.outbound.Unanswered;
import org.quantonium.problem.Json;
import org.quantonium.problem.Problem;

/** What an issuer publishes of itself: metadata (OpenID Connect Discovery 1.0), then its keys. */
final class IssuerDocuments {
  private static final Logger LOG = Logger.getLogger(IssuerDocuments.class.getName());

  /** Most keys of a set. */
  private static final int MOST_KEYS = 64;

  private final IssuerSettings settings;
  private final BoundedHttp http;
  private Set<String> passedOver = Set.of();

  IssuerDocuments(IssuerSettings settings) {
    this.settings = settings;
    this.http =
        new BoundedHttp(settings.certificates(), "quantonium.issuer.ca.file", settings.timeout());
  }

  /**
   * The keys that tokens may be verified with, by kid; a key that says of itself anything but that
   * is passed over, and so are all that share a kid. Cost: two requests.
   */
  Map<String, VerificationKey> keys() throws IssuerException {
    String base = settings.issuer().replaceFirst("/$", "");
    URI metadataPlace = URI.create(base + "/.well-known/openid-configuration");
    Map<?, ?> metadata = get(metadataPlace);
    if (!settings.issuer().equals(metadata.get("issuer"))) {
      throw IssuerException.refused(
          "The metadata of the issuer names another: quantonium.issuer.url must be its issuer,"
              + " character by character");
    }
    if (get(keysPlace(metadata, metadataPlace)).get("keys") instanceof List<?> keys
        && keys.size() <= MOST_KEYS) {
      return usable(keys);
    }
    throw IssuerException.refused("The issuer's keys are no JWK set of at most 64");
  }

  /** On the issuer's own host: it must not have us ask another, inside our network perhaps. */
  private static URI keysPlace(Map<?, ?> metadata, URI metadataPlace) throws IssuerException {
    if (metadata.get("jwks_uri") instanceof String text) {
      try {
        URI place = URI.create(text);
        if (BoundedHttp.isPrivate(place)
            && place.getRawUserInfo() == null
            && place.getScheme().equals(metadataPlace.getScheme())
            && place.getRawAuthority().equals(metadataPlace.getRawAuthority())) {
          return place;
        }
      } catch (IllegalArgumentException e) {
        throw elsewhere();
      }
    }
    throw elsewhere();
  }

  private static IssuerException elsewhere() {
    return IssuerException.refused(
        "The issuer's jwks_uri is not below https on the host of quantonium.issuer.url");
  }

  private Map<?, ?> get(URI place) throws IssuerException {
    HttpResponse<byte[]> answer;
    try {
      answer =
          http.send(HttpRequest.newBuilder(place).header("Accept", "application/json").build());
    } catch (Unanswered e) {
      String message = "The issuer at quantonium.issuer.url gave " + e.getMessage();
      throw switch (e.reason()) {
        case NOT_TRUSTED ->
            IssuerException.refused(
                message + ": quantonium.issuer.ca.file holds in PEM who signed it");
        case TOO_LONG -> IssuerException.refused(message);
        default -> IssuerException.away("The issuer at quantonium.issuer.url: " + e.getMessage());
      };
    }
    if (answer.statusCode() / 100 == 3 || answer.statusCode() / 100 == 4) {
      throw IssuerException.refused(
          "The issuer answers "
              + answer.statusCode()
              + "; no redirect is followed: correct quantonium.issuer.url");
    }
    if (answer.statusCode() != 200) {
      throw IssuerException.away("The issuer answers " + answer.statusCode());
    }
    try {
      if (Json.read(answer.body(), Object.class) instanceof Map<?, ?> members) {
        return members;
      }
    } catch (Problem notJson) {
      throw IssuerException.refused("What the issuer answers is not strict JSON");
    }
    throw IssuerException.refused("What the issuer answers is no JSON object");
  }

  private Map<String, VerificationKey> usable(List<?> keys) {
    Map<String, VerificationKey> usable = new HashMap<>();
    Set<Object> kids = new HashSet<>();
    Set<Object> twice = new HashSet<>();
    Set<String> reasons = new HashSet<>();
    for (Object key : keys) {
      if (key instanceof Map<?, ?> members) {
        if (!kids.add(members.get("kid"))) {
          twice.add(members.get("kid"));
        }
        try {
          VerificationKey read = PublishedKey.read(members, settings.algorithms());
          usable.put(read.kid(), read);
        } catch (IllegalArgumentException e) {
          reasons.add(e.getMessage());
        }
      }
    }
    if (usable.keySet().removeAll(twice)) {
      reasons.add("two have the same kid");
    }
    if (!reasons.equals(passedOver)) {
      passedOver = reasons;
      LOG.info(() -> "Keys of the issuer are not used: " + String.join("; ", reasons));
    }
    return usable;
  }
}

package org.quantonium.oauth;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.quantonium.secrets.SecretBytes;

/** A client's id and secret as {@code client_secret_basic} carries them (RFC 6749, 2.3.1). */
final class ClientCredentials {
  private static final int MAX_HEADER = 1024;

  private final String clientId;
  private final SecretBytes secret;

  private ClientCredentials(String clientId, SecretBytes secret) {
    this.clientId = clientId;
    this.secret = secret;
  }

  /**
   * Reads them from the values of all Authorization headers; empty unless there is exactly one, of
   * scheme Basic, in canonical base64, with an id of 1 to 64 characters.
   */
  static Optional<ClientCredentials> from(List<String> authorizationHeaders) {
    if (authorizationHeaders == null || authorizationHeaders.size() != 1) {
      return Optional.empty();
    }
    String header = authorizationHeaders.get(0);
    if (header.length() > MAX_HEADER || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return Optional.empty();
    }
    try {
      String base64 = header.substring(6);
      byte[] decoded = Base64.getDecoder().decode(base64);
      // The decoder is content without padding and with stray bits in the last character.
      if (!Base64.getEncoder().encodeToString(decoded).equals(base64)) {
        return Optional.empty();
      }
      String pair = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded)).toString();
      int colon = pair.indexOf(':');
      if (colon < 1) {
        return Optional.empty();
      }
      String clientId = URLDecoder.decode(pair.substring(0, colon), StandardCharsets.UTF_8);
      String secret = URLDecoder.decode(pair.substring(colon + 1), StandardCharsets.UTF_8);
      if (clientId.length() > 64 || clientId.indexOf('\0') >= 0) {
        return Optional.empty();
      }
      return Optional.of(
          new ClientCredentials(
              clientId, SecretBytes.copyOf(secret.getBytes(StandardCharsets.UTF_8))));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  String clientId() {
    return clientId;
  }

  SecretBytes secret() {
    return secret;
  }
}

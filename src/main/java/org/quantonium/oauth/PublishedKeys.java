package org.quantonium.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.Base64URL;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import org.quantonium.keys.KeyRing;

/** The JWKS as it is sent: named by its digest, so that who has it need not fetch it again. */
record PublishedKeys(String jwks, Duration maxAge) {

  static PublishedKeys of(KeyRing keys) {
    return new PublishedKeys(keys.jwks(), keys.jwksMaxAge());
  }

  Response toResponse(Request request) {
    byte[] body = jwks.getBytes(UTF_8);
    EntityTag tag = new EntityTag(digest(body));
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    Response.ResponseBuilder response =
        unchanged == null ? Response.ok(body, MediaType.APPLICATION_JSON) : unchanged;
    return response
        .tag(tag)
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=" + maxAge.toSeconds())
        .build();
  }

  private static String digest(byte[] body) {
    try {
      return Base64URL.encode(MessageDigest.getInstance("SHA-256").digest(body)).toString();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

package org.quantonium.attack;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A token in the making: raw JSON text for each member, so that a row can write what no JSON
 * library would. Immutable; begins as the control.
 *
 * @param header raw JSON by parameter
 * @param claims raw JSON by claim
 */
public record Draft(
    ForgeryContext context, Map<String, String> header, Map<String, String> claims) {

  /** Seconds; below the ten minutes that tokens live. */
  static final long LIFETIME = 300;

  public static Draft control(ForgeryContext context) {
    Map<String, String> header = new LinkedHashMap<>();
    header.put("alg", quoted("ES256"));
    header.put("typ", quoted("at+jwt"));
    header.put("kid", quoted(context.kid()));
    long now = context.clock().instant().getEpochSecond();
    Map<String, String> claims = new LinkedHashMap<>();
    claims.put("iss", quoted(context.issuer()));
    claims.put("sub", quoted(context.clientId()));
    claims.put("aud", quoted(context.audience()));
    claims.put("exp", Long.toString(now + LIFETIME));
    claims.put("iat", Long.toString(now));
    claims.put("jti", quoted(UUID.randomUUID().toString()));
    claims.put("client_id", quoted(context.clientId()));
    claims.put("tenant", quoted(context.tenant()));
    claims.put("scope", quoted(String.join(" ", context.scopes())));
    return new Draft(context, header, claims);
  }

  long now() {
    return context.clock().instant().getEpochSecond();
  }

  public Draft header(String name, String json) {
    return new Draft(context, with(header, name, json), claims);
  }

  public Draft claim(String name, String json) {
    return new Draft(context, header, with(claims, name, json));
  }

  public Draft withoutHeader(String name) {
    return new Draft(context, without(header, name), claims);
  }

  public Draft withoutClaim(String name) {
    return new Draft(context, header, without(claims, name));
  }

  String headerJson() {
    return json(header);
  }

  String claimsJson() {
    return json(claims);
  }

  /** The claims with raw text before the closing brace, for what a map cannot hold. */
  String claimsJsonAnd(String members) {
    return claimsJson().replaceFirst("}$", ",") + members + "}";
  }

  /** The header with raw text before the closing brace. */
  String headerJsonAnd(String members) {
    return headerJson().replaceFirst("}$", ",") + members + "}";
  }

  /** The finished token. */
  public String sign() {
    return sign(headerJson().getBytes(UTF_8), claimsJson().getBytes(UTF_8));
  }

  /** A token of any two texts, genuinely signed. */
  public String sign(byte[] headerBytes, byte[] claimBytes) {
    return signSegments(base64(headerBytes), base64(claimBytes));
  }

  /** A token of any two segments, genuinely signed as they stand. */
  String signSegments(String headerSegment, String claimSegment) {
    String signed = headerSegment + "." + claimSegment;
    return signed + "." + base64(signature(signed));
  }

  /** What the signature is over. */
  String signingInput() {
    return base64(headerJson().getBytes(UTF_8)) + "." + base64(claimsJson().getBytes(UTF_8));
  }

  /** The genuine signature, r || s, 64 bytes. */
  byte[] signature(String signed) {
    try {
      return signature(
          "SHA256withECDSAinP1363Format", context.signingKey().toECPrivateKey(), signed);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] signature(String algorithm, PrivateKey key, String signed) {
    try {
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(signed.getBytes(US_ASCII));
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** For texts without characters that JSON escapes. */
  public static String quoted(String text) {
    return '"' + text + '"';
  }

  private static String json(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> quoted(member.getKey()) + ":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static Map<String, String> with(Map<String, String> members, String name, String json) {
    Map<String, String> changed = new LinkedHashMap<>(members);
    changed.put(name, json);
    return changed;
  }

  private static Map<String, String> without(Map<String, String> members, String name) {
    Map<String, String> changed = new LinkedHashMap<>(members);
    changed.remove(name);
    return changed;
  }
}

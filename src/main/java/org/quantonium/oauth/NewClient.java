package org.quantonium.oauth;

import org.quantonium.secrets.SecretBytes;

/**
 * A client at the moment that a secret was made for it: the only time that the secret is known.
 *
 * @param secret ASCII text, 43 characters of base64url, 256 random bits
 */
public record NewClient(ClientView client, SecretBytes secret) {}

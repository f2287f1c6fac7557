package org.quantonium.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.quantonium.secrets.SecretSource;
import redis.clients.jedis.DefaultRedisCredentials;
import redis.clients.jedis.RedisCredentials;

/** A password of Redis: it has no printable form, and goes to the driver alone. */
final class Password {
  private final String text;

  private Password(String text) {
    this.text = text;
  }

  static Optional<Password> from(Config config, String setting) {
    return SecretSource.find(config, setting)
        .map(secret -> new Password(new String(secret.expose(), UTF_8)));
  }

  RedisCredentials as(Optional<String> user) {
    return new DefaultRedisCredentials(user.orElse(null), text);
  }

  @Override
  public String toString() {
    return "Password[set]";
  }
}

package org.quantonium.redis;

import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import redis.clients.jedis.DefaultRedisCredentials;
import redis.clients.jedis.RedisCredentials;

/** A password of Redis: it has no printable form, and goes to the driver alone. */
final class Password {
  private final String text;

  private Password(String text) {
    this.text = text;
  }

  static Optional<Password> from(Config config, String setting) {
    return config.getOptionalValue(setting, String.class).map(Password::new);
  }

  RedisCredentials as(Optional<String> user) {
    return new DefaultRedisCredentials(user.orElse(null), text);
  }

  @Override
  public String toString() {
    return "Password[set]";
  }
}

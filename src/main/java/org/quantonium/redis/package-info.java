/**
 * The only door to Redis: one script run on one key, within a set time, or word that Redis is away.
 *
 * <p>Redis is reached by a user that may do nothing else (an ACL, {@code docker/redis/users.acl});
 * what it must not do is tried at each connection, and in production a Redis that permits it is not
 * used.
 *
 * <p>{@code RedisAclIT} attacks real servers under that ACL; {@code RedisAwayIT} kills and hangs
 * them.
 */
package org.quantonium.redis;

package org.quantonium.redis;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.Config;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * The door to Redis, and the breaker around it.
 *
 * <p>The first call that fails, or waits longer than the time-out, opens the breaker: every call
 * then skips Redis, until {@link #seek}, which no request waits for, finds it answering and safe.
 * So a Redis that is dead or hangs costs a request one time-out at most, and few requests.
 */
@ApplicationScoped
public class Redis {
  private static final Logger LOG = Logger.getLogger(Redis.class.getName());
  private static final long SAFETY_MICROS = 60_000_000;
  private static final int ATTEMPTS = 10;
  private static final long PAUSE_MILLIS = 200;

  private final RedisSettings settings;
  private final Semaphore permits;
  private final AtomicReference<Link> link = new AtomicReference<>();
  private volatile Client client;

  /** What the last probe found. */
  private volatile List<String> findings = List.of();

  private long probedAt;
  private boolean closed;

  Redis() {
    this.settings = null;
    this.permits = null;
  }

  @Inject
  public Redis(Config config) {
    this(RedisSettings.from(config));
  }

  Redis(RedisSettings settings) {
    this.settings = settings;
    this.permits = new Semaphore(settings.connections());
    link.set(settings.isConfigured() ? Link.UP.lost(now()) : Link.NONE);
  }

  /** Microseconds of a clock that only goes forward; its zero means nothing. */
  public static long now() {
    return System.nanoTime() / 1_000;
  }

  public boolean isConfigured() {
    return settings.isConfigured();
  }

  /** How this node stands with Redis now. */
  public Link link() {
    return link.get();
  }

  /** What the Redis in use permits that it should not, one sentence each. */
  List<String> findings() {
    return findings;
  }

  /**
   * Connects, before anything is served; waits for 2 seconds at most. A Redis that is away then is
   * looked for later.
   *
   * @throws IllegalStateException in production, if it permits what it should not
   */
  public synchronized void open() {
    if (!isConfigured()) {
      return;
    }
    for (int attempt = 0; attempt < ATTEMPTS && !link().isUp() && findings.isEmpty(); attempt++) {
      pause(attempt);
      tend();
    }
    if (isRefused()) {
      close();
      throw new IllegalStateException(advice());
    }
    if (link().isUp()) {
      link.set(Link.UP);
    }
  }

  private static void pause(int attempt) {
    try {
      TimeUnit.MILLISECONDS.sleep(attempt == 0 ? 0 : PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Runs a script, by its digest; by its source where Redis does not know it yet.
   *
   * <p>Cost: one round trip.
   *
   * @throws RedisAway at once while Redis is known to be away; or after the time-out at most, and
   *     Redis is then known to be away; or if the thread is interrupted while it waits
   */
  @SuppressWarnings("unchecked") // the script's promise
  public List<Long> run(Script script, String key, long... arguments) throws RedisAway {
    Link before = link();
    if (!before.isUp()) {
      throw new RedisAway();
    }
    enter(before);
    try {
      Client current = client;
      List<String> keys = List.of(key);
      List<String> values = Arrays.stream(arguments).mapToObj(Long::toString).toList();
      try {
        return (List<Long>) current.commands.evalsha(script.sha1(), keys, values);
      } catch (JedisNoScriptException unknown) {
        return (List<Long>) current.commands.eval(script.source(), keys, values);
      }
    } catch (JedisException e) {
      lose(before, e.getMessage());
      throw new RedisAway();
    } finally {
      permits.release();
    }
  }

  /**
   * Waits for a connection that others use: if that is in vain, nobody shall wait after this. A
   * thread that is interrupted waits no longer, and says nothing of Redis by that.
   */
  private void enter(Link before) throws RedisAway {
    if (!permits.tryAcquire() && !waited()) {
      lose(before, "every connection was in use for " + settings.timeoutMillis() + " ms");
      throw new RedisAway();
    }
    if (link().epoch() != before.epoch()) {
      permits.release();
      throw new RedisAway();
    }
  }

  private boolean waited() throws RedisAway {
    try {
      return permits.tryAcquire(settings.timeoutMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisAway();
    }
  }

  /**
   * Looks for a Redis that is away, at what {@link #tend} costs. To be called several times a
   * second: while one node has found it and another has not, that one adds its share of each limit.
   */
  public void seek() {
    if (isConfigured() && !link().isUp()) {
      tend();
    }
  }

  /** Looks after the link: to be called about once a second. */
  public synchronized void tend() {
    if (!isConfigured() || closed) {
      return;
    }
    if (link().isUp()) {
      Link before = link();
      try {
        client.commands.ping();
        if (now() - probedAt > SAFETY_MICROS) {
          probe(client);
        }
      } catch (JedisException e) {
        lose(before, e.getMessage());
      }
      if (isRefused()) {
        lose(before, advice());
      }
      return;
    }
    try {
      Client fresh = new Client(settings);
      if (!find(fresh)) {
        fresh.close();
      }
    } catch (JedisException e) {
      LOG.log(Level.FINE, "Redis is still away", e);
    }
  }

  private boolean find(Client fresh) {
    try {
      fresh.commands.ping();
      probe(fresh);
    } catch (JedisException e) {
      LOG.log(Level.FINE, "Redis is still away", e);
      return false;
    }
    if (isRefused()) {
      return false;
    }
    Client old = client;
    client = fresh;
    link.set(link().found(now()));
    LOG.info("Redis answers and is used");
    if (old != null) {
      old.close();
    }
    return true;
  }

  private boolean isRefused() {
    return settings.production() && !findings.isEmpty();
  }

  private void probe(Client probed) {
    List<String> found = SafetyProbe.of(probed);
    if (!found.isEmpty() && !found.equals(findings)) {
      findings = found;
      LOG.warning(this::advice);
    }
    findings = found;
    probedAt = now();
  }

  private String advice() {
    return "Redis is not safe to use: "
        + String.join("; ", findings)
        + ". Give it docker/redis/redis.conf and docker/redis/users.acl, and this service the user"
        + " of that file (quantonium.redis.user and .password), as docs/OPERATIONS.md says; or"
        + " set quantonium.mode=embedded";
  }

  /** Without a lock: whoever looks after the link may be waiting for Redis. */
  private void lose(Link before, String reason) {
    if (before.isUp() && link.compareAndSet(before, before.lost(now()))) {
      LOG.warning(() -> "Redis is away and calls skip it: " + reason);
    }
  }

  /** Lets go of every connection; Redis is away from then on. */
  @PreDestroy
  public synchronized void close() {
    closed = true;
    lose(link(), "the node stops");
    if (client != null) {
      client.close();
    }
  }
}

package org.quantonium.web;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets whoever is refused with 429 wait a moment for that answer, without a thread. A client that
 * does not heed Retry-After would otherwise be refused thousands of times a second, and take from
 * the others the processors that the refusals cost.
 */
@ApplicationScoped
public class Tarpit {
  /** Answers that wait at once; each is a connection and less than a kilobyte. */
  static final int MOST = 4096;

  /** In which Payara brings the thread home that began the request: see {@link Departure}. */
  private static final int LEAST_MILLIS = 10;

  private static final int MOST_MILLIS = 10_000;

  private final int millis;
  private final AtomicInteger waiting = new AtomicInteger();

  @Resource private ManagedThreadFactory threads;
  private ScheduledExecutorService sender;

  /** For the proxy that the container makes. */
  protected Tarpit() {
    this(0);
  }

  /**
   * @param millis how long they wait; 0 is not at all, otherwise 10 to 10,000
   */
  @Inject
  public Tarpit(@ConfigProperty(name = "quantonium.refusal.millis") int millis) {
    if (millis != 0 && (millis < LEAST_MILLIS || millis > MOST_MILLIS)) {
      throw new IllegalArgumentException(
          "quantonium.refusal.millis must be 0, or " + LEAST_MILLIS + " to " + MOST_MILLIS);
    }
    this.millis = millis;
  }

  @PostConstruct
  void start() {
    open(Executors.newSingleThreadScheduledExecutor(threads));
  }

  void open(ScheduledExecutorService executor) {
    sender = executor;
  }

  @PreDestroy
  void stop() {
    sender.shutdownNow();
  }

  int waiting() {
    return waiting.get();
  }

  /**
   * Answers a request whose answer was kept: after the pause, or at once where no more may wait.
   *
   * @param request the server's own, not asynchronous yet; the thread that served it leaves it now
   */
  void send(HttpServletRequest request, LateAnswer answer) throws IOException {
    if (millis > 0 && request.isAsyncSupported()) {
      AsyncContext async = request.startAsync(request, answer.server());
      async.setTimeout(0);
      complete(async, answer);
    } else {
      answer.send();
    }
  }

  /** The same for a request that is asynchronous already, and is completed with its answer. */
  void complete(AsyncContext async, LateAnswer answer) {
    Stay stay = new Stay(async, answer);
    if (waiting.incrementAndGet() > MOST || millis == 0) {
      stay.run();
      return;
    }
    async.addListener(stay);
    ScheduledFuture<?> unused = sender.schedule(stay, millis, TimeUnit.MILLISECONDS);
  }

  /** One answer's. */
  private final class Stay implements Runnable, AsyncListener {
    private final AsyncContext async;
    private final LateAnswer answer;
    private final AtomicBoolean over = new AtomicBoolean();

    Stay(AsyncContext async, LateAnswer answer) {
      this.async = async;
      this.answer = answer;
    }

    @Override
    public void run() {
      if (!leave()) {
        return;
      }
      try {
        answer.send();
      } catch (IOException | IllegalStateException | NullPointerException gone) {
        // Nobody is there to be told. The last from Payara, as below.
      }
      try {
        async.complete();
      } catch (IllegalStateException | NullPointerException gone) {
        // The latter from Payara, once it has forgotten the request of a broken connection.
      }
    }

    private boolean leave() {
      boolean first = over.compareAndSet(false, true);
      if (first) {
        waiting.decrementAndGet();
      }
      return first;
    }

    @Override
    public void onComplete(AsyncEvent event) {
      leave();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      leave();
    }

    @Override
    public void onError(AsyncEvent event) {
      leave();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      // Nobody starts it again.
    }
  }
}

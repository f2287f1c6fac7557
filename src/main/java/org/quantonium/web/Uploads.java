package org.quantonium.web;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/**
 * Receives bodies whole before anything is done for them, so that a slow one costs memory and no
 * thread. Memory for all of them together is bounded: where it ends, the upload that has been
 * silent longest gives way. One that falls behind its pace is refused.
 */
@ApplicationScoped
public class Uploads {
  /** Bytes that are read at once if they came with the header. */
  private static final int AT_ONCE = 64 << 10;

  private static final int FIRST_SECONDS = 20;
  private static final int BYTES_PER_SECOND = 16 << 10;
  private static final int PART_OF_HEAP = 8;

  /** Requests dispatched at once; Payara would make a thread for each, however many. */
  private static final int DISPATCHED = 200;

  private final long budget;
  private final LongSupplier clock;
  private final Set<Upload> arriving = new HashSet<>();
  private final Queue<Upload> waiting = new ArrayDeque<>();
  private final Set<Upload> dispatched = new HashSet<>();
  private long inUse;

  @Resource private ManagedThreadFactory threads;
  private Departure.Later later;
  private ScheduledExecutorService dispatcher;

  /** For the proxy that the container makes. */
  protected Uploads() {
    this(0, System::nanoTime, null);
  }

  /**
   * @param configured memory for all bodies together, in bytes; 0 is an eighth of the Java heap
   */
  @Inject
  public Uploads(@ConfigProperty(name = "quantonium.upload.budget.bytes") long configured) {
    this(
        configured > 0 ? configured : Runtime.getRuntime().maxMemory() / PART_OF_HEAP,
        System::nanoTime,
        null);
  }

  Uploads(long budget, LongSupplier clock, Departure.Later later) {
    this.budget = budget;
    this.clock = clock;
    this.later = later;
  }

  @PostConstruct
  void start() {
    dispatcher = Executors.newSingleThreadScheduledExecutor(threads);
    later =
        (nanos, work) -> {
          ScheduledFuture<?> unused = dispatcher.schedule(work, nanos, TimeUnit.NANOSECONDS);
        };
  }

  @PreDestroy
  void stop() {
    dispatcher.shutdownNow();
  }

  /**
   * The request with its body, if all of it is here; otherwise the request is dispatched again when
   * it is, or when it is refused.
   */
  Optional<HttpServletRequest> receive(
      HttpServletRequest request, HttpServletResponse response, int cap) throws IOException {
    ServletInputStream in = request.getInputStream();
    if (isHere(request, in)) {
      byte[] body = in.readNBytes((int) request.getContentLengthLong());
      return Optional.of(new BufferedRequest(request, new ByteArrayInputStream(body)));
    }
    if (!request.isAsyncSupported()) {
      throw new Problem(ProblemType.METHOD_NOT_ALLOWED, "This path takes no body.");
    }
    begin(request, response, in, cap).listen();
    return Optional.empty();
  }

  /**
   * Refuses the request once its body was received, of which nothing is kept.
   *
   * @throws Problem the refusal, where there is no body to wait for
   */
  void discard(HttpServletRequest request, HttpServletResponse response, Problem why)
      throws IOException {
    if (request.getHeader("Expect") != null || !request.isAsyncSupported()) {
      throw why;
    }
    ServletInputStream in = request.getInputStream();
    if (isHere(request, in)) {
      in.skipNBytes(request.getContentLengthLong());
      throw why;
    }
    Upload upload = begin(request, response, in, 0);
    upload.refuse(why);
    upload.listen();
  }

  private static boolean isHere(HttpServletRequest request, ServletInputStream in)
      throws IOException {
    long length = request.getContentLengthLong();
    return length > 0 && length <= AT_ONCE && in.available() >= length;
  }

  private Upload begin(
      HttpServletRequest request, HttpServletResponse response, ServletInputStream in, int cap) {
    AsyncContext async = request.startAsync(request, response);
    async.setTimeout(0);
    Departure beginner = new Departure(later, Thread.currentThread(), clock);
    Upload upload = new Upload(this, async, beginner, in, request.getContentLengthLong(), cap);
    async.addListener(new Closing(upload));
    synchronized (this) {
      arriving.add(upload);
    }
    return upload;
  }

  /** Refuses the uploads that are behind their pace: to be called about once a second. */
  void sweep() {
    for (Upload upload : arriving()) {
      if (clock.getAsLong() - upload.startedNanos() > allowedNanos(upload.bytes())) {
        upload.finish(tooSlow());
      }
    }
  }

  private synchronized List<Upload> arriving() {
    return List.copyOf(arriving);
  }

  /** How long a body may take of which that many bytes are here. */
  private static long allowedNanos(long bytes) {
    return TimeUnit.SECONDS.toNanos(FIRST_SECONDS)
        + bytes * TimeUnit.SECONDS.toNanos(1) / BYTES_PER_SECOND;
  }

  /** Whether there is memory for so many bytes more, after others gave way. */
  boolean reserve(Upload wanting, int bytes) {
    while (true) {
      Upload silent;
      synchronized (this) {
        if (!arriving.contains(wanting)) {
          // It gave way itself meanwhile; nobody would give back what it takes now.
          return false;
        }
        if (inUse + bytes <= budget) {
          inUse += bytes;
          wanting.holds(wanting.held() + bytes);
          return true;
        }
        Optional<Upload> found = silentLongest(wanting);
        if (found.isEmpty()) {
          return false;
        }
        silent = found.get();
        arriving.remove(silent);
        if (!silent.end(gaveWay())) {
          // Whole just now: its memory stays in use until it is answered.
          continue;
        }
        free(silent);
      }
      // Outside the lock, since the server has locks of its own.
      ended(silent);
    }
  }

  private Optional<Upload> silentLongest(Upload except) {
    return arriving.stream()
        .filter(upload -> upload != except && upload.held() > 0)
        .min(Comparator.comparingLong(Upload::heardNanos));
  }

  /** Nothing of it is kept any more. */
  synchronized void release(Upload upload) {
    free(upload);
  }

  private void free(Upload upload) {
    inUse -= upload.held();
    upload.holds(0);
  }

  /** Its request is dispatched, at once or when it is its turn. */
  void ended(Upload upload) {
    synchronized (this) {
      arriving.remove(upload);
      if (dispatched.size() == DISPATCHED) {
        waiting.add(upload);
        return;
      }
      dispatched.add(upload);
    }
    upload.dispatch();
  }

  /** Its request is answered, or its client is gone. */
  void closed(Upload upload) {
    Upload next = null;
    synchronized (this) {
      free(upload);
      arriving.remove(upload);
      if (dispatched.remove(upload)) {
        next = waiting.poll();
      }
      if (next != null) {
        dispatched.add(next);
      }
    }
    if (next != null) {
      next.dispatch();
    }
  }

  synchronized long inUse() {
    return inUse;
  }

  /**
   * Runs a request that was dispatched. Payara does not open a CDI request for it; where one is
   * open, it is left alone.
   */
  @ActivateRequestContext
  void serve(FilterChain chain, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    chain.doFilter(request, response);
  }

  long nanoTime() {
    return clock.getAsLong();
  }

  static Problem noRoom() {
    return new Problem(ProblemType.CAPACITY, "There is no memory for this body now; try again.")
        .retryAfterSeconds(1);
  }

  static Problem cutShort() {
    return new Problem(
        ProblemType.MALFORMED_REQUEST, "The body is shorter than its Content-Length says.");
  }

  private static Problem gaveWay() {
    return new Problem(
            ProblemType.REQUEST_TIMEOUT,
            "The body gave way to others that came faster; send it again, without a pause.")
        .retryAfterSeconds(1);
  }

  private static Problem tooSlow() {
    return new Problem(
            ProblemType.REQUEST_TIMEOUT,
            "The body must be whole within "
                + FIRST_SECONDS
                + " s and one more for every "
                + BYTES_PER_SECOND
                + " bytes; send it faster.")
        .retryAfterSeconds(1);
  }

  /** So that nothing stays behind of a request that the server gave up. */
  private record Closing(Upload upload) implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      upload.close();
    }

    @Override
    public void onError(AsyncEvent event) {
      upload.close();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      upload.close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      // Then the resource has the body already.
    }
  }
}

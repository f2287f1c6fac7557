package org.quantonium.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.quantonium.identity.Caller;
import org.quantonium.limits.RateState;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/**
 * Streams that tell clients how their jobs go on (WHATWG HTML, 9.2). They hold no thread: one task
 * writes to all of them, and {@link JobWatch} looks at all the jobs that they follow.
 */
@ApplicationScoped
public class JobEvents {
  private static final int OK = 200;
  private static final int CREATED = 201;

  @Inject private StreamPlaces places;
  @Inject private RateState rates;
  @Inject private Simulations simulations;
  @Inject private Views views;
  @Inject private Runs runs;
  @Inject private JobWatch watch;

  private final Set<Follower> followers = ConcurrentHashMap.newKeySet();

  /**
   * Streams the events of a job that this caller may read.
   *
   * @param seen the id of the last event that the client has; may be null
   * @param request of which the answer has been put off
   * @return false, and nothing is streamed, if that event was the last one
   * @throws Problem NOT_FOUND, TOO_MANY_STREAMS, CAPACITY
   */
  boolean follow(Caller caller, String id, String seen, HttpServletRequest request) {
    refuseHead(request);
    StoredSimulation job = simulations.find(caller, id);
    if (!job.state.isActive() && WatchedJob.event(views.outline(job, Map.of())).id().equals(seen)) {
      return false;
    }
    open(request, OK, caller, false, () -> id);
    return true;
  }

  /**
   * Submits a job and streams its events; the job is stopped if the client goes away before it has
   * ended.
   *
   * @throws Problem what {@link Simulations#submit} throws, TOO_MANY_STREAMS, CAPACITY
   */
  void submit(
      Caller caller, SimulationRequest simulation, List<String> key, HttpServletRequest request) {
    open(
        request,
        CREATED,
        caller,
        true,
        () -> simulations.submit(caller, simulation, key, Duration.ZERO).summary().id());
  }

  /** HEAD is answered by the method that answers GET, but nothing would be written. */
  private static void refuseHead(HttpServletRequest request) {
    if (request.getMethod().equals(HttpMethod.HEAD)) {
      throw new Problem(ProblemType.METHOD_NOT_ALLOWED, "Events are for GET.")
          .header(HttpHeaders.ALLOW, HttpMethod.GET);
    }
  }

  private void open(
      HttpServletRequest request, int status, Caller caller, boolean owner, Supplier<String> job) {
    AsyncContext answer = request.getAsyncContext();
    HttpServletResponse response = (HttpServletResponse) answer.getResponse();
    places.enter(caller.clientId());
    boolean submitted = false;
    EventStream stream;
    Follower follower;
    try {
      stream = new EventStream(answer, response.getOutputStream(), System.nanoTime());
      follower = new Follower(stream, job.get(), caller, owner);
      submitted = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!submitted) {
        places.leave(caller.clientId());
      }
    }
    answer.setTimeout(0);
    response.setStatus(status);
    header(response, "/v1/simulations/" + follower.job(), owner);
    followers.add(follower);
    stream.open();
  }

  private void header(HttpServletResponse response, String path, boolean created) {
    response.setContentType(MediaType.SERVER_SENT_EVENTS);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    rates.policyHeader().ifPresent(value -> response.setHeader("RateLimit-Policy", value));
    rates.stateHeader().ifPresent(value -> response.setHeader("RateLimit", value));
    if (created) {
      response.setHeader(HttpHeaders.LOCATION, path);
      response.setHeader(HttpHeaders.LINK, "<" + path + "/receipt>; rel=\"receipt\"");
    }
  }

  /** Writes to all streams what can be written without waiting; to be called every 25 ms. */
  public synchronized void write() {
    long now = System.nanoTime();
    followers.stream().filter(follower -> !follower.step(now)).toList().forEach(this::leave);
  }

  private void leave(Follower follower) {
    followers.remove(follower);
    places.leave(follower.caller().clientId());
    if (follower.hasAbandoned() && noneOwns(follower.job())) {
      runs.cancel(follower.job());
      watch.abandon(follower);
    }
  }

  private boolean noneOwns(String job) {
    return followers.stream().noneMatch(other -> other.owns() && other.job().equals(job));
  }

  /** Looks at the jobs that are followed; to be called many times a second. */
  public void look() {
    watch.look(followers);
  }

  /** Ends all streams, and stops no job with them. */
  public void stop() {
    followers.forEach(Follower::end);
    write();
  }
}

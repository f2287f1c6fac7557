package org.quantonium.container;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.logging.Logger;

/**
 * What a crowd of clients got who asked as fast as they could.
 *
 * @param accepted answers other than 429
 * @param refused 429
 * @param seconds from the first request to the last answer
 */
record Load(long accepted, long refused, double seconds) {
  private static final Logger LOG = Logger.getLogger(Load.class.getName());

  /**
   * Asks for so long, with so many threads.
   *
   * @param request gets the number of the thread
   */
  static Load of(Duration time, int threads, IntFunction<HttpResponse<String>> request)
      throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    long start = System.nanoTime();
    List<Future<long[]>> all = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int number = t;
      all.add(pool.submit(() -> ask(start + time.toNanos(), number, request)));
    }
    long accepted = 0;
    long refused = 0;
    for (Future<long[]> one : all) {
      accepted += one.get()[0];
      refused += one.get()[1];
    }
    pool.shutdown();
    Load load = new Load(accepted, refused, (System.nanoTime() - start) / 1e9);
    LOG.info(load::toString);
    return load;
  }

  private static long[] ask(long end, int number, IntFunction<HttpResponse<String>> request) {
    long[] counts = new long[2];
    while (System.nanoTime() < end) {
      HttpResponse<String> answer = request.apply(number);
      if (answer.statusCode() >= 500) {
        throw new AssertionError(answer.statusCode() + " " + answer.body());
      }
      counts[answer.statusCode() == 429 ? 1 : 0]++;
    }
    return counts;
  }

  /** What a limit admits at most in that time, and 1 % more. */
  double most(long capacity, long refillPerSecond) {
    return (capacity + refillPerSecond * seconds) * 1.01;
  }
}

package org.quantonium.waveform;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Waveforms a second by each scheme, beside the JCA's HMAC-SHA-256 alone over the same bytes. They
 * take turns in one process; medians of all turns, of the thread's CPU time, so that what others
 * take is not in it.
 *
 * <p>After a build, in the package whose classes it measures:
 *
 * <pre>
 * javac -proc:none -cp target/classes -d target/bench src/bench/java/org/quantonium/waveform/*.java
 * java -cp target/classes:target/bench org.quantonium.waveform.WaveformBench
 * </pre>
 */
public final class WaveformBench {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int TURNS = 60;
  private static final long TURN_NANOS = 50_000_000;

  /** What the results are added to, so that none is left out. */
  private static int sink;

  private WaveformBench() {}

  public static void main(String[] none) {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    for (int count : new int[] {16, 256, 4096}) {
      measure(count, key);
    }
    System.out.println("(" + sink + ")");
  }

  private static void measure(int count, byte[] key) {
    double[] samples = new SplittableRandom(1).doubles(count, -1, 1).toArray();
    List<Double> list = Arrays.stream(samples).boxed().toList();
    Waveform waveform = new Waveform(list);
    byte[] form = new byte[5 + 1 + 16 + 4 + 8 * count + 16];
    ByteBuffer.wrap(form, 26, 8 * count).asDoubleBuffer().put(samples);
    SecureRandom random = new SecureRandom();
    String[] names = {
      "HMAC alone", "gwh-2", "gwh-2 with its check of the samples", "gwh-2 verified", "gwh-1"
    };
    Gwh2 made = Gwh2.hash(waveform, "k", Nonce.fresh(random), id -> mac(key));
    List<Supplier<Object>> works =
        List.of(
            () -> mac(key).doFinal(form),
            () -> Gwh2.hash(waveform, "k", Nonce.fresh(random), id -> mac(key)).text(),
            () -> Gwh2.hash(new Waveform(list), "k", Nonce.fresh(random), id -> mac(key)).text(),
            () -> Gwh2.parse(made.text()).matches(waveform, id -> mac(key)),
            () -> Gwh1.hash(waveform, Optional.empty()).text());
    double[][] micros = new double[works.size()][TURNS];
    for (int turn = -20; turn < TURNS; turn++) {
      for (int i = 0; i < works.size(); i++) {
        double took = turn(works.get(i));
        if (turn >= 0) {
          micros[i][turn] = took;
        }
      }
    }
    double bare = median(micros[0]);
    for (int i = 0; i < works.size(); i++) {
      double median = median(micros[i]);
      System.out.printf(
          "%6d samples, %-36s %10.2f us, %8.1f MB/s, %.3f of the HMAC alone%n",
          count, names[i], median, 8 * count / median, bare / median);
    }
  }

  /** CPU microseconds of one piece of work. */
  private static double turn(Supplier<Object> work) {
    long start = THREADS.getCurrentThreadCpuTime();
    long took = 0;
    int done = 0;
    while (took < TURN_NANOS) {
      // Asking for the time costs a system call.
      for (int i = 0; i < 16; i++) {
        sink += work.get().hashCode();
      }
      done += 16;
      took = THREADS.getCurrentThreadCpuTime() - start;
    }
    return took * 1e-3 / done;
  }

  private static double median(double[] values) {
    return Arrays.stream(values).sorted().toArray()[values.length / 2];
  }

  private static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

package org.quantonium.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A client that sends simulations of every size on many connections, each as soon as the one before
 * it was answered, and heeds nothing that it is told.
 */
final class GreedyClient implements AutoCloseable {
  private static final List<String> PREFERENCES = List.of("wait=4", "wait=1", "respond-async");

  private final ExecutorService crowd;
  private final List<Future<?>> all = new ArrayList<>();
  private final Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();
  private final ConcurrentLinkedQueue<String> dishonest = new ConcurrentLinkedQueue<>();
  private volatile boolean over;

  private GreedyClient(int connections) {
    crowd = Executors.newFixedThreadPool(connections);
  }

  /** Begins, with so many connections. */
  static GreedyClient start(int port, String token, int connections) {
    GreedyClient client = new GreedyClient(connections);
    for (int i = 0; i < connections; i++) {
      SplittableRandom random = new SplittableRandom(i);
      client.all.add(client.crowd.submit(() -> client.ask(port, token, random)));
    }
    return client;
  }

  private void ask(int port, String token, SplittableRandom random) {
    try (KeptConnection connection = new KeptConnection(port)) {
      while (!over) {
        count(connection.send(request(token, random)));
      }
    } catch (IOException e) {
      dishonest.add(e.toString());
    }
  }

  private void count(KeptConnection.Answer answer) {
    statuses.merge(answer.status(), 1, Integer::sum);
    boolean honest =
        answer.status() < 500
            || (answer.status() == 503 && answer.head().contains("\nretry-after:"));
    if (!honest) {
      dishonest.add(answer.head() + answer.body());
    }
  }

  private static byte[] request(String token, SplittableRandom random) {
    String circuit = circuit(random);
    return String.join(
            "\r\n",
            "POST /v1/simulations?shots=" + random.nextInt(1, 2000) + " HTTP/1.1",
            "Host: localhost",
            "Authorization: Bearer " + token,
            "Content-Type: text/x-qasm",
            "Prefer: " + PREFERENCES.get(random.nextInt(PREFERENCES.size())),
            "Content-Length: " + circuit.length(),
            "",
            circuit)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** From 1 qubit to 30, which no node of 1 GB runs; up to 400 gates on them. */
  private static String circuit(SplittableRandom random) {
    int qubits = random.nextInt(1, 31);
    int gates = random.nextInt(1, 401);
    StringBuilder source = new StringBuilder("qreg q[" + qubits + "];creg c[" + qubits + "];");
    for (int i = 0; i < gates; i++) {
      int target = random.nextInt(qubits);
      int control = random.nextInt(qubits);
      source.append(
          control == target
              ? "h q[" + target + "];"
              : "cx q[" + control + "],q[" + target + "];u3(0.1,0.2,0.3) q[" + target + "];");
    }
    return source.append("measure q->c;").toString();
  }

  /** How many answers had which status. */
  Map<Integer, Integer> statuses() {
    return statuses;
  }

  /** Answers that blame the server and do not say when to come back, and connections that broke. */
  List<String> dishonest() {
    return List.copyOf(dishonest);
  }

  /** Asks no more; returns when the last answer is here. */
  @Override
  public void close() {
    over = true;
    crowd.shutdown();
    try {
      for (Future<?> one : all) {
        one.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}

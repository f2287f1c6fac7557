package org.quantonium.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A thread of the server under test, seen from outside: Linux tells its CPU time. */
record ServerThread(Path task) {
  private static final List<String> OF_THE_JVM = List.of("Compiler", "GC", "G1", "VM ");

  /** That which has burnt most while one waits so long. */
  static ServerThread busiest(Duration time) {
    Map<ServerThread, Duration> before =
        all().collect(Collectors.toMap(Function.identity(), ServerThread::cpu));
    Http.sleep(time);
    return before.keySet().stream()
        .max(Comparator.comparing(thread -> thread.cpu().minus(before.get(thread))))
        .orElseThrow();
  }

  static long count() {
    return all().count();
  }

  private static Stream<ServerThread> all() {
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + Server.process().pid() + "/task"))) {
      return tasks
          .filter(task -> OF_THE_JVM.stream().noneMatch(read(task.resolve("comm"))::contains))
          .map(ServerThread::new)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Zero once it has ended. */
  Duration cpu() {
    String[] numbers = read(task.resolve("schedstat")).split(" ", 2);
    return numbers[0].isEmpty() ? Duration.ZERO : Duration.ofNanos(Long.parseLong(numbers[0]));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException ended) {
      return "";
    }
  }
}

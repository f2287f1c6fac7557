package org.quantonium.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A thread of a server, seen from outside: Linux tells its CPU time. */
record ServerThread(Path task) {
  private static final List<String> OF_THE_JVM = List.of("Compiler", "GC", "G1", "VM ");

  /** That of the server under test which has burnt most while one waits so long. */
  static ServerThread busiest(Duration time) {
    return busiest(Server.process().pid(), time, 1).get(0);
  }

  /** Those so many of a process. */
  static List<ServerThread> busiest(long pid, Duration time, int most) {
    Map<ServerThread, Duration> before =
        all(pid).collect(Collectors.toMap(Function.identity(), ServerThread::cpu));
    Http.sleep(time);
    Map<ServerThread, Duration> burnt =
        before.keySet().stream()
            .collect(
                Collectors.toMap(
                    Function.identity(), thread -> thread.cpu().minus(before.get(thread))));
    return burnt.entrySet().stream()
        .sorted(Map.Entry.<ServerThread, Duration>comparingByValue().reversed())
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  static long count() {
    return all(Server.process().pid()).count();
  }

  private static Stream<ServerThread> all(long pid) {
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
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

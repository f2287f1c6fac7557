package org.quantonium.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the servers that this test started are doing: for whoever reads why no answer came. */
final class ServerThreads {
  private ServerThreads() {}

  /** Stacks of the threads that run our code, server by server. */
  static String atWork() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("/java"))
        .map(process -> "\n\nProcess " + process.pid() + stacks(process.pid()))
        .collect(Collectors.joining());
  }

  private static String stacks(long pid) {
    try {
      Process jcmd =
          new ProcessBuilder(
                  System.getProperty("java.home") + "/bin/jcmd",
                  Long.toString(pid),
                  "Thread.print",
                  "-l")
              .redirectErrorStream(true)
              .start();
      String dump = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(dump.split("\n\n", -1))
          .filter(stack -> stack.contains("org.quantonium") || stack.contains("deadlock"))
          .map(stack -> "\n" + stack)
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

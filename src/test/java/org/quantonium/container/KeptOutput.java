package org.quantonium.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps in a file what this process says, and with it the server's log: Arquillian's adapters pass
 * on what their server writes to its console.
 */
final class KeptOutput extends OutputStream {
  private final PrintStream console;
  private final OutputStream file;

  private KeptOutput(PrintStream console, OutputStream file) {
    this.console = console;
    this.file = file;
  }

  /** From now on. */
  static void in(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    OutputStream kept = Files.newOutputStream(file);
    System.setOut(new PrintStream(new KeptOutput(System.out, kept), true, UTF_8));
  }

  @Override
  public void write(int b) throws IOException {
    console.write(b);
    file.write(b);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    console.write(bytes, from, length);
    file.write(bytes, from, length);
  }

  @Override
  public void flush() throws IOException {
    console.flush();
    file.flush();
  }
}

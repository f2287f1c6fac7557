package org.quantonium.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded database keeps every commit that it acknowledged when its process is killed. */
@Tag("apart")
class KilledWriterIT {
  private static final int ROUNDS = Boolean.getBoolean("proof") ? 400 : 25;

  @TempDir private Path directory;

  @Test
  void keeps_every_acknowledged_commit_through_kills() throws Exception {
    String data = directory.resolve("data").toString();
    try (Connection connection = open(data);
        Statement statement = connection.createStatement()) {
      statement.execute("create table entry (id int primary key, bytes blob)");
      statement.execute("create table head (size int)");
      statement.execute("insert into head values (0)");
    }
    SplittableRandom random = new SplittableRandom(1);
    int written = 0;
    for (int round = 0; round < ROUNDS; round++) {
      int acknowledged = Math.max(written, writeUntilKilled(data, written + 1, random));
      try (Connection connection = open(data);
          Statement statement = connection.createStatement();
          ResultSet found =
              statement.executeQuery(
                  "select (select size from head), count(*), max(id) from entry")) {
        found.next();
        written = found.getInt(1);
        assertThat(written).as("round %d", round).isGreaterThanOrEqualTo(acknowledged);
        assertThat(found.getInt(2)).as("round %d", round).isEqualTo(written);
        assertThat(found.getInt(3)).as("round %d", round).isEqualTo(written);
      }
    }
  }

  /** The last number that the writer printed before it was killed. */
  private static int writeUntilKilled(String data, int first, SplittableRandom random)
      throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledWriterIT.class.getName(),
                data,
                Integer.toString(first))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int last = 0;
    int enough = first + random.nextInt(30);
    try (BufferedReader acknowledgements = writer.inputReader()) {
      String line;
      while (last < enough && (line = acknowledgements.readLine()) != null) {
        last = Integer.parseInt(line);
      }
      Thread.sleep(random.nextInt(3) == 0 ? random.nextInt(1_000) : 0);
      writer.toHandle().destroyForcibly();
      while ((line = acknowledgements.readLine()) != null) {
        last = Integer.parseInt(line);
      }
    } catch (IOException | NumberFormatException cutOff) {
      // A line that the kill cut off acknowledges nothing.
    }
    writer.waitFor();
    return last;
  }

  private static Connection open(String data) throws SQLException {
    return ConfiguredDataSource.embedded(new DataDirectory(data)).getConnection();
  }

  /** The writer: data directory, first number. */
  public static void main(String[] args) throws SQLException, InterruptedException {
    SplittableRandom random = new SplittableRandom();
    try (Connection connection = open(args[0]);
        PreparedStatement insert = connection.prepareStatement("insert into entry values (?, ?)");
        PreparedStatement update = connection.prepareStatement("update head set size = ?")) {
      connection.setAutoCommit(false);
      for (int number = Integer.parseInt(args[1]); ; number++) {
        insert.setInt(1, number);
        insert.setBytes(2, new byte[random.nextInt(4_000)]);
        insert.executeUpdate();
        update.setInt(1, number);
        update.executeUpdate();
        connection.commit();
        System.out.println(number);
        System.out.flush();
        Thread.sleep(random.nextInt(20));
      }
    }
  }
}

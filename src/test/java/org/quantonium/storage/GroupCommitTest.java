package org.quantonium.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupCommitTest {
  /** What the first transaction waits for, where a test holds it. */
  private static final int HELD = -1;

  private final JdbcDataSource database = new JdbcDataSource();
  private final List<List<Integer>> transactions = new CopyOnWriteArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final GroupCommit<Integer> commits = new GroupCommit<>(database, this::insert);
  private Connection keepsItOpen;

  @BeforeEach
  void open() throws SQLException {
    database.setURL("jdbc:h2:mem:" + getClass().getSimpleName());
    keepsItOpen = database.getConnection();
    try (Statement create = keepsItOpen.createStatement()) {
      create.execute("create table entry (id int primary key check (id <> 13))");
    }
  }

  @AfterEach
  void close() throws SQLException {
    threads.shutdownNow();
    keepsItOpen.close();
  }

  private void insert(Connection connection, List<Integer> brought) throws SQLException {
    transactions.add(brought);
    if (brought.contains(HELD)) {
      begun.countDown();
      awaitRelease();
    }
    try (PreparedStatement insert =
        connection.prepareStatement("insert into entry (id) values (?)")) {
      for (int id : brought) {
        insert.setInt(1, id);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void awaitRelease() {
    try {
      released.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Brings these while another transaction is under way, each on a thread of its own. */
  private List<Future<Void>> meanwhile(int... ids) throws InterruptedException {
    List<Future<Void>> brought = new ArrayList<>();
    brought.add(later(HELD));
    begun.await();
    for (int id : ids) {
      brought.add(later(id));
    }
    while (commits.waiting() < ids.length) {
      Thread.sleep(1);
    }
    return brought;
  }

  private Future<Void> later(int id) {
    return threads.submit(
        () -> {
          commits.write(id);
          return null;
        });
  }

  private int rows(String condition) throws SQLException {
    try (Statement query = keepsItOpen.createStatement();
        ResultSet row = query.executeQuery("select count(*) from entry where " + condition)) {
      row.next();
      return row.getInt(1);
    }
  }

  @Test
  void who_is_alone_writes_alone() throws Exception {
    commits.write(1);
    commits.write(2);

    assertThat(transactions).containsExactly(List.of(1), List.of(2));
    assertThat(rows("id > 0")).isEqualTo(2);
  }

  @Test
  void what_comes_meanwhile_is_one_transaction() throws Exception {
    List<Future<Void>> brought = meanwhile(1, 2, 3);
    released.countDown();
    for (Future<Void> one : brought) {
      one.get();
    }

    assertThat(transactions).hasSize(2);
    assertThat(transactions.get(1)).containsExactlyInAnyOrder(1, 2, 3);
    assertThat(rows("id > 0")).isEqualTo(3);
  }

  @Test
  void nobody_returns_before_the_commit() throws Exception {
    List<Future<Void>> brought = meanwhile(1);

    assertThat(brought).noneMatch(Future::isDone);
    released.countDown();
    brought.get(1).get();
    assertThat(rows("id = 1")).isEqualTo(1);
  }

  @Test
  void what_breaks_a_rule_fails_alone() throws Exception {
    List<Future<Void>> brought = meanwhile(1, 13, 2);
    released.countDown();

    brought.get(1).get();
    brought.get(3).get();
    assertThatThrownBy(() -> brought.get(2).get())
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(DatabaseFailure.class);
    assertThat(rows("id in (1, 2)")).isEqualTo(2);
  }

  @Test
  void a_database_that_is_away_fails_all_and_is_asked_once() throws Exception {
    List<Future<Void>> brought = meanwhile(1, 2, 3);
    database.setURL("jdbc:h2:tcp://127.0.0.1:1/nobody");
    released.countDown();

    brought.get(0).get();
    for (Future<Void> one : brought.subList(1, 4)) {
      assertThatThrownBy(one::get).hasCauseInstanceOf(DatabaseFailure.class);
    }
    assertThat(transactions).hasSize(1);
    assertThat(rows("id > 0")).isZero();
  }

  @Test
  void an_error_leaves_nobody_waiting() throws Exception {
    GroupCommit<Integer> failing =
        new GroupCommit<>(
            database,
            (connection, brought) -> {
              throw new StackOverflowError();
            });

    assertThatThrownBy(() -> failing.write(1)).hasRootCauseInstanceOf(StackOverflowError.class);
    assertThatThrownBy(() -> failing.write(2)).hasRootCauseInstanceOf(StackOverflowError.class);
  }

  @Test
  void an_error_leaves_nothing_half_written() throws Exception {
    GroupCommit<Integer> failing =
        new GroupCommit<>(
            database,
            (connection, brought) -> {
              insert(connection, brought);
              throw new OutOfMemoryError("a test's");
            });

    assertThatThrownBy(() -> failing.write(1)).hasRootCauseInstanceOf(OutOfMemoryError.class);
    assertThat(rows("id = 1")).isZero();
    commits.write(2);
    assertThat(rows("id > 0")).isEqualTo(1);
  }

  @Test
  void a_thread_that_is_interrupted_still_learns_what_became_of_it() throws Exception {
    List<Future<Void>> brought = meanwhile();
    Future<Boolean> interrupted =
        threads.submit(
            () -> {
              Thread.currentThread().interrupt();
              commits.write(1);
              return Thread.interrupted();
            });
    while (commits.waiting() < 1) {
      Thread.sleep(1);
    }
    released.countDown();

    brought.get(0).get();
    assertThat(interrupted.get()).isTrue();
    assertThat(rows("id = 1")).isEqualTo(1);
  }

  @Test
  void loses_nothing_of_many_threads() throws Exception {
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int thread = 0; thread < 16; thread++) {
      int first = 1000 * (thread + 1);
      tasks.add(
          () -> {
            for (int i = 0; i < 100; i++) {
              commits.write(first + i);
            }
            return null;
          });
    }
    for (Future<Void> task : threads.invokeAll(tasks)) {
      task.get();
    }

    assertThat(rows("id >= 1000")).isEqualTo(1600);
    assertThat(transactions).allMatch(brought -> brought.size() <= GroupCommit.MOST);
  }
}

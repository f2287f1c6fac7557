package org.quantonium.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnyFailureMapperTest {
  @ParameterizedTest
  @ValueSource(strings = {"08006", "57P01", "53300", "40001", "55P03"})
  void takes_a_database_that_did_not_answer_for_away(String state) {
    assertThat(isAway(new SQLException("", state))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0A000", "21000", "22001", "23505", "42P01"})
  void takes_a_statement_that_is_wrong_for_a_fault_of_ours(String state) {
    assertThat(isAway(new SQLException("", state))).isFalse();
  }

  @Test
  void takes_a_commit_that_failed_for_away() {
    assertThat(isAway(new RollbackException())).isTrue();
    assertThat(isAway(new HeuristicMixedException())).isTrue();
    assertThat(isAway(new SystemException())).isTrue();
  }

  @Test
  void takes_a_commit_that_failed_by_our_fault_for_that() {
    Exception commit = new RollbackException();
    commit.initCause(new SQLException("", "23505"));

    assertThat(isAway(commit)).isFalse();
  }

  @Test
  void takes_nothing_else_for_away() {
    assertThat(AnyFailureMapper.isDatabaseAway(new IllegalStateException())).isFalse();
  }

  private static boolean isAway(Exception cause) {
    return AnyFailureMapper.isDatabaseAway(new IllegalStateException(cause));
  }
}

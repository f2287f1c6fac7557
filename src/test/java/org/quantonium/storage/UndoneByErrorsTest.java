package org.quantonium.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.annotation.Priority;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code container.HalfDoneIT} shows the same on servers. */
class UndoneByErrorsTest {
  private final List<String> done = new ArrayList<>();
  private final UndoneByErrors interceptor = new UndoneByErrors.Required();

  private static <T> T fake(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private Object run(Throwable failure) throws Exception {
    interceptor.transaction =
        fake(
            TransactionSynchronizationRegistry.class,
            (proxy, method, arguments) -> {
              done.add(method.getName());
              return null;
            });
    return interceptor.proceed(
        fake(
            InvocationContext.class,
            (proxy, method, arguments) -> {
              done.add(method.getName());
              if (failure != null) {
                throw failure;
              }
              return "answer";
            }));
  }

  @Test
  void an_error_rolls_back_and_goes_on() {
    Error error = new OutOfMemoryError("as if");

    assertThat(catchThrowable(() -> run(error))).isSameAs(error);
    assertThat(done).containsExactly("proceed", "setRollbackOnly");
  }

  @Test
  void what_ends_without_one_is_the_servers_to_end() throws Exception {
    assertThat(run(null)).isEqualTo("answer");
    assertThat(catchThrowable(() -> run(new IllegalStateException())))
        .isInstanceOf(IllegalStateException.class);

    assertThat(done).containsExactly("proceed", "proceed");
  }

  /** Jakarta Transactions 2.0, 3.7: no other type begins one; and 200 is the server's place. */
  @Test
  void is_within_each_transaction_that_a_method_may_begin() {
    assertThat(UndoneByErrors.class.getDeclaredClasses())
        .allMatch(type -> type.isAnnotationPresent(Interceptor.class))
        .allMatch(
            type ->
                type.getAnnotation(Priority.class).value()
                    > Interceptor.Priority.PLATFORM_BEFORE + 200)
        .extracting(type -> type.getAnnotation(Transactional.class).value())
        .containsExactlyInAnyOrder(
            Transactional.TxType.REQUIRED, Transactional.TxType.REQUIRES_NEW);
  }
}

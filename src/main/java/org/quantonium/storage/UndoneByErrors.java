package org.quantonium.storage;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;

/**
 * Sees to it that a transaction does not commit half of what it was to do: Jakarta Transactions
 * says of runtime exceptions alone that they roll it back, and Payara commits after an {@link
 * Error} (no memory, say).
 *
 * <p>Its priority puts it inside the server's own interceptor, within the transaction. One for each
 * type that begins a transaction: all other types join one that such a method began, and the error
 * passes through that.
 */
abstract class UndoneByErrors {
  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  TransactionSynchronizationRegistry transaction;

  @AroundInvoke
  Object proceed(InvocationContext call) throws Exception {
    try {
      return call.proceed();
    } catch (Error e) {
      transaction.setRollbackOnly();
      throw e;
    }
  }

  @Interceptor
  @Priority(Interceptor.Priority.LIBRARY_BEFORE)
  @Transactional(Transactional.TxType.REQUIRED)
  static class Required extends UndoneByErrors {}

  @Interceptor
  @Priority(Interceptor.Priority.LIBRARY_BEFORE)
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  static class RequiresNew extends UndoneByErrors {}
}

package org.quantonium.problem;

import jakarta.transaction.TransactionalException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Answers a transaction that did not commit as {@link AnyFailureMapper} does.
 *
 * <p>Payara's Jersey has a mapper of its own for this type, nearer than one for any Throwable; it
 * throws the exception again, which the server would answer by itself.
 */
@Provider
public class CommitFailureMapper implements ExceptionMapper<TransactionalException> {
  @Override
  public Response toResponse(TransactionalException failure) {
    return new AnyFailureMapper().toResponse(failure);
  }
}

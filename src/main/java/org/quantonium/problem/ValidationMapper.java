package org.quantonium.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Answers Bean Validation's findings with a pointer to each value and no echo of it.
 *
 * <p>RESTEasy's own mapper would send the rejected values back.
 */
@Provider
public class ValidationMapper implements ExceptionMapper<ConstraintViolationException> {
  /** More are of no help to anybody: whoever reads these sees what is wrong. */
  private static final int MOST = 100;

  @Override
  public Response toResponse(ConstraintViolationException e) {
    List<Problem.FieldError> errors =
        e.getConstraintViolations().stream()
            .map(v -> new Problem.FieldError(pointer(v), v.getMessage()))
            .sorted(Comparator.comparing(Problem.FieldError::pointer))
            .limit(MOST)
            .toList();
    return ProblemResponse.of(
        errors.isEmpty() ? Problem.invalid("", "is not valid") : Problem.invalid(errors));
  }

  /**
   * The path below the method and its parameter: {@code create.request.shots} is {@code /shots}. A
   * query has none, also where a bean gathers its parameters.
   */
  private static String pointer(ConstraintViolation<?> violation) {
    if (gathersAQuery(violation.getLeafBean())) {
      return "";
    }
    StringBuilder pointer = new StringBuilder();
    int depth = 0;
    for (Path.Node node : violation.getPropertyPath()) {
      if (depth++ < 2) {
        continue;
      }
      if (node.getIndex() != null) {
        pointer.append('/').append(node.getIndex());
      }
      if (node.getKind() != ElementKind.CONTAINER_ELEMENT && node.getName() != null) {
        pointer.append('/').append(node.getName());
      }
    }
    return pointer.toString();
  }

  private static boolean gathersAQuery(Object bean) {
    return bean != null
        && Arrays.stream(bean.getClass().getDeclaredFields())
            .anyMatch(field -> field.isAnnotationPresent(QueryParam.class));
  }
}

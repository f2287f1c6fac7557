package org.quantonium.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quantonium.problem.Json;

class OperationTest {
  private static final Map<Operation, Order> ORDERS =
      Map.of(
          Operation.REGISTER_CLIENT,
          new Order.Register(new ClientRegistration("t", "\"n\"", Set.of("read:data"), null)),
          Operation.CHANGE_CLIENT,
          new Order.Change(
              "c-1", new ClientChange(7L, "n", Set.of("admin:keys"), "2027-01-01T00:00:00Z")),
          Operation.MAKE_CLIENT_SECRET,
          new Order.Secret("c-1", 60),
          Operation.ENABLE_CLIENT,
          new Order.Enable("c-1"));

  @ParameterizedTest
  @EnumSource
  void who_has_its_scope_reaches_its_approvals(Operation operation) {
    List<Method> methods =
        Arrays.stream(ApprovalsResource.class.getDeclaredMethods())
            .filter(
                method ->
                    Arrays.stream(method.getAnnotations())
                        .anyMatch(a -> a.annotationType().isAnnotationPresent(HttpMethod.class)))
            .toList();

    assertThat(methods).hasSize(4);
    assertThat(methods)
        .allSatisfy(
            method ->
                assertThat(method.getAnnotation(RolesAllowed.class).value())
                    .contains(operation.scope()));
  }

  @Test
  void every_operation_is_tried_here() {
    assertThat(ORDERS.keySet()).isEqualTo(EnumSet.allOf(Operation.class));
  }

  @ParameterizedTest
  @EnumSource
  void reads_an_order_as_it_was_kept(Operation operation) {
    Order order = ORDERS.get(operation);
    String kept = new String(Json.write(order), StandardCharsets.UTF_8);

    assertThat(operation.read(kept)).isEqualTo(order);
    assertThat(kept).doesNotContain("target");
    assertThat(order.target()).startsWith("/v1/admin/clients");
  }

  @Test
  void an_answer_is_read_as_it_was_kept_and_tells_no_secret() {
    Answer answer = new Answer(201, "/v1/admin/clients/c", "{\"a\":\"x y\\nz\"}");

    assertThat(Answer.read(answer.kept())).isEqualTo(answer);
    assertThat(Answer.read(Answer.ok(Map.of()).kept())).isEqualTo(Answer.ok(Map.of()));
    assertThat(answer.toString()).doesNotContain("x y");
  }
}

package org.quantonium.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quantonium.oauth.JwkSet;
import org.quantonium.problem.Json;

class OperationTest {
  private static final Map<Operation, Order> ORDERS =
      Map.of(
          Operation.REGISTER_CLIENT,
          new Order.Register(
              new ClientRegistration(
                  "t",
                  "\"n\"",
                  Set.of("read:data"),
                  null,
                  Optional.of(true),
                  Optional.of(keys(1)),
                  Optional.empty())),
          Operation.CHANGE_CLIENT,
          new Order.Change(
              "c-1",
              new ClientChange(
                  7L, "n", Set.of("admin:keys"), "2027-01-01T00:00:00Z", Optional.of(false))),
          Operation.MAKE_CLIENT_SECRET,
          new Order.Secret("c-1", 60),
          Operation.SET_CLIENT_KEYS,
          new Order.Keys("c-1", keys(5)),
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

  /** {@code ext} and {@code key_ops} are as long as somebody likes, and are not kept. */
  @Test
  void keeps_of_keys_what_makes_them() {
    Map<String, Object> sent = new HashMap<>(keys(1).keys().get(0));
    sent.put("ext", "x".repeat(10_000));
    sent.put("key_ops", List.of("verify"));

    Order.Keys order = new Order.Keys("c-1", new JwkSet(List.of(sent)));

    assertThat(order).isEqualTo(new Order.Keys("c-1", keys(1)));
  }

  @Test
  void the_longest_order_fits_its_column() {
    String scope = "admin:incident";
    Order order =
        new Order.Register(
            new ClientRegistration(
                "t".repeat(64),
                "\"".repeat(128),
                IntStream.range(0, 32).mapToObj(i -> scope + i).collect(Collectors.toSet()),
                "2027-01-01T00:00:00Z",
                Optional.of(false),
                Optional.of(keys(5)),
                Optional.empty()));

    assertThat(new String(Json.write(order), StandardCharsets.UTF_8)).hasSizeBetween(5000, 8192);
  }

  /** As long as they may be; nobody has to sign with them. */
  private static JwkSet keys(int count) {
    List<Map<String, Object>> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] modulus = new byte[512];
      Arrays.fill(modulus, (byte) 0xff);
      modulus[511] = (byte) (2 * i + 1);
      keys.add(
          Map.of(
              "kty",
              "RSA",
              "e",
              "AQAB",
              "n",
              Base64.getUrlEncoder().withoutPadding().encodeToString(modulus),
              "kid",
              (i + "k".repeat(128)).substring(0, 128)));
    }
    return new JwkSet(keys);
  }

  @Test
  void an_answer_is_read_as_it_was_kept_and_tells_no_secret() {
    Answer answer = new Answer(201, "/v1/admin/clients/c", "{\"a\":\"x y\\nz\"}");

    assertThat(Answer.read(answer.kept())).isEqualTo(answer);
    assertThat(Answer.read(Answer.ok(Map.of()).kept())).isEqualTo(Answer.ok(Map.of()));
    assertThat(answer.toString()).doesNotContain("x y");
  }
}

package org.quantonium.web;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.quantonium.identity.Scopes;
import org.quantonium.ledger.Event;
import org.quantonium.problem.ProblemResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The static OpenAPI document tells of every resource method, rightly, and of nothing else. */
class OpenApiTest {
  private static final Set<String> VERBS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private static final JsonNode DOCUMENT = document();

  /** "post /v1/token" to the operation. */
  private static final Map<String, JsonNode> OPERATIONS = operations();

  /** "post /v1/token" to the resource method. */
  private static final Map<String, Method> METHODS = methods();

  private static JsonNode document() {
    try (InputStream yaml = OpenApiTest.class.getResourceAsStream("/META-INF/openapi.yaml")) {
      return new YAMLMapper().readTree(yaml);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, JsonNode> operations() {
    Map<String, JsonNode> operations = new TreeMap<>();
    DOCUMENT
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(member -> VERBS.contains(member.getKey()))
                    .forEach(
                        verb ->
                            operations.put(verb.getKey() + " " + path.getKey(), verb.getValue())));
    return operations;
  }

  private static Map<String, Method> methods() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.quantonium")
            .stream()
            .filter(type -> type.isAnnotatedWith(Path.class))
            .map(JavaClass::reflect)
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .filter(method -> verb(method).isPresent())
            .collect(
                toMap(
                    OpenApiTest::operation,
                    Function.identity(),
                    OpenApiTest::refuse,
                    TreeMap::new));
  }

  private static Method refuse(Method one, Method other) {
    throw new IllegalStateException("The same verb and path: " + one + " and " + other);
  }

  private static Optional<String> verb(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .map(type -> type.getAnnotation(HttpMethod.class))
        .flatMap(Stream::ofNullable)
        .map(annotation -> annotation.value().toLowerCase(Locale.ROOT))
        .findFirst();
  }

  private static String operation(Method method) {
    Path below = method.getAnnotation(Path.class);
    return verb(method).orElseThrow()
        + " "
        + method.getDeclaringClass().getAnnotation(Path.class).value()
        + (below == null ? "" : below.value().replaceAll("\\{(\\w+):[^}]*}", "{$1}"));
  }

  @Test
  void has_every_resource_method_and_no_other() {
    assertThat(METHODS).isNotEmpty();
    assertThat(OPERATIONS.keySet()).isEqualTo(METHODS.keySet());
  }

  @Test
  void asks_for_the_scope_that_the_method_asks_for() {
    METHODS.forEach(
        (operation, method) -> {
          RolesAllowed policy = method.getAnnotation(RolesAllowed.class);
          if (policy == null) {
            assertThat(method.isAnnotationPresent(PermitAll.class)).as(operation).isTrue();
            assertThat(schemes(operation)).as(operation).doesNotContain("token");
          } else {
            JsonNode security = OPERATIONS.get(operation).path("security");
            assertThat(security.size()).as(operation).isEqualTo(1);
            assertThat(texts(security.get(0).path("token")))
                .as(operation)
                .containsExactlyInAnyOrder(policy.value());
          }
        });
  }

  @Test
  void states_for_every_operation_who_may_call_it() {
    OPERATIONS.forEach(
        (operation, node) -> {
          assertThat(node.has("security")).as(operation).isTrue();
          assertThat(DOCUMENT.at("/components/securitySchemes").propertyNames())
              .as(operation)
              .containsAll(schemes(operation));
        });
  }

  @Test
  void names_the_media_types_that_the_method_consumes() {
    METHODS.forEach(
        (operation, method) -> {
          Consumes consumes = method.getAnnotation(Consumes.class);
          Set<String> expected = consumes == null ? Set.of() : Set.of(consumes.value());
          assertThat(OPERATIONS.get(operation).at("/requestBody/content").propertyNames())
              .as(operation)
              .containsExactlyInAnyOrderElementsOf(expected);
        });
  }

  @Test
  void answers_every_other_refusal_with_a_problem() {
    OPERATIONS.forEach(
        (operation, node) ->
            assertThat(
                    resolved(node.path("responses").path("default"))
                        .path("content")
                        .propertyNames())
                .as(operation)
                .containsExactly(ProblemResponse.MEDIA_TYPE));
  }

  @Test
  void lists_the_scopes_that_there_are() {
    assertThat(new TreeSet<>(texts(DOCUMENT.at("/components/schemas/Scope/enum"))))
        .isEqualTo(new TreeSet<>(Scopes.ALL));
  }

  @Test
  void lists_the_actions_and_outcomes_that_entries_have() {
    assertThat(texts(DOCUMENT.at("/components/schemas/Action/enum")))
        .isEqualTo(Stream.of(Event.Action.values()).map(Enum::name).toList());
    assertThat(texts(DOCUMENT.at("/components/schemas/EntryOutcome/enum")))
        .isEqualTo(Stream.of(Event.Outcome.values()).map(Enum::name).toList());
  }

  @Test
  void names_the_media_types_that_the_method_produces() {
    METHODS.forEach(
        (operation, method) -> {
          Produces own = method.getAnnotation(Produces.class);
          Produces produces =
              own == null ? method.getDeclaringClass().getAnnotation(Produces.class) : own;
          List<String> expected =
              Arrays.stream(produces.value()).map(type -> type.replaceFirst(";.*", "")).toList();
          assertThat(successes(operation)).as(operation).isNotEmpty();
          assertThat(successes(operation))
              .as(operation)
              .allSatisfy(
                  success ->
                      assertThat(success.path("content").propertyNames())
                          .containsExactlyInAnyOrderElementsOf(expected));
        });
  }

  @Test
  void tells_of_every_parameter_that_the_method_takes() {
    METHODS.forEach(
        (operation, method) -> {
          List<String> documented = parameters(operation);
          assertThat(documented)
              .as(operation)
              .containsAll(parameters(method))
              .doesNotHaveDuplicates();
          assertThat(documented)
              .as(operation)
              .filteredOn(parameter -> parameter.startsWith("path "))
              .isSubsetOf(parameters(method));
        });
  }

  @Test
  void gives_every_operation_a_name_of_its_own() {
    assertThat(OPERATIONS.values())
        .extracting(node -> node.path("operationId").asString())
        .doesNotHaveDuplicates()
        .doesNotContain("");
  }

  @Test
  void refers_only_to_what_it_contains() {
    List<String> references = DOCUMENT.findValues("$ref").stream().map(JsonNode::asString).toList();

    assertThat(references).isNotEmpty();
    assertThat(references)
        .allSatisfy(
            reference -> assertThat(DOCUMENT.at(reference.substring(1)).isMissingNode()).isFalse());
  }

  /** Those with a body: 204 has none. */
  private static List<JsonNode> successes(String operation) {
    return OPERATIONS.get(operation).path("responses").properties().stream()
        .filter(answer -> answer.getKey().startsWith("2") && !answer.getKey().equals("204"))
        .map(answer -> resolved(answer.getValue()))
        .toList();
  }

  /** "query limit" and the like, as the document has them. */
  private static List<String> parameters(String operation) {
    return StreamSupport.stream(OPERATIONS.get(operation).path("parameters").spliterator(), false)
        .map(OpenApiTest::resolved)
        .map(parameter -> parameter.get("in").asString() + " " + parameter.get("name").asString())
        .toList();
  }

  /** The same, as the method's own parameters and the fields of its beans have them. */
  private static List<String> parameters(Method method) {
    return Arrays.stream(method.getParameters())
        .flatMap(
            parameter ->
                parameter.isAnnotationPresent(BeanParam.class)
                    ? Arrays.stream(parameter.getType().getDeclaredFields())
                    : Stream.of(parameter))
        .flatMap(element -> Arrays.stream(element.getAnnotations()))
        .flatMap(OpenApiTest::parameter)
        .toList();
  }

  private static Stream<String> parameter(Annotation annotation) {
    if (annotation instanceof QueryParam query) {
      return Stream.of("query " + query.value());
    }
    if (annotation instanceof PathParam path) {
      return Stream.of("path " + path.value());
    }
    return annotation instanceof HeaderParam header
        ? Stream.of("header " + header.value())
        : Stream.empty();
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? DOCUMENT.at(node.get("$ref").asString().substring(1)) : node;
  }

  private static Set<String> schemes(String operation) {
    return StreamSupport.stream(OPERATIONS.get(operation).path("security").spliterator(), false)
        .flatMap(scheme -> scheme.propertyNames().stream())
        .collect(Collectors.toSet());
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asString).toList();
  }
}

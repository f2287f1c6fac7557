package org.quantonium;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.quantonium.ResourcePredicates.ENTITIES_OUR_READER_READS;
import static org.quantonium.ResourcePredicates.KNOWN_SCOPES;
import static org.quantonium.ResourcePredicates.ONE_POLICY;
import static org.quantonium.ResourcePredicates.RESOURCE_METHODS;
import static org.quantonium.ResourcePredicates.RESOURCE_OR_LOCATOR_METHODS;
import static org.quantonium.ResourcePredicates.SECURITY_ANNOTATION;

import com.tngtech.archunit.lang.ArchRule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.quantonium.fixtures.engine.LooksUp;
import org.quantonium.fixtures.engine.UsesTheFramework;
import org.quantonium.fixtures.keys.UsesLedger;
import org.quantonium.fixtures.ledger.UsesKeys;
import org.quantonium.fixtures.limits.RunsCircuits;
import org.quantonium.fixtures.merkle.UsesALogger;
import org.quantonium.fixtures.qasm.UsesTheServer;
import org.quantonium.fixtures.simulation.BareLocator;
import org.quantonium.fixtures.simulation.DeniedResource;
import org.quantonium.fixtures.simulation.DoublyGuardedResource;
import org.quantonium.fixtures.simulation.GuardedClass;
import org.quantonium.fixtures.simulation.InventedScope;
import org.quantonium.fixtures.simulation.ListReader;
import org.quantonium.fixtures.simulation.NoBean;
import org.quantonium.fixtures.simulation.TextReader;
import org.quantonium.fixtures.simulation.UnguardedResource;
import org.quantonium.fixtures.web.Dice;
import org.quantonium.fixtures.web.DieManager;
import org.quantonium.fixtures.web.GuardedBean;
import org.quantonium.fixtures.web.MathDice;
import org.quantonium.fixtures.web.MisplacedResource;
import org.quantonium.fixtures.web.Printer;
import org.quantonium.fixtures.web.ThreadDice;
import org.quantonium.fixtures.web.UsesOldNames;
import org.quantonium.fixtures.web.UsesVendor;
import org.quantonium.merkle.Verify;

/**
 * The rules of the house, one row each: what holds, and the classes that break it on purpose, so
 * that {@link ArchitectureTest} sees each rule fire.
 */
@SuppressWarnings("ImmutableEnumChecker") // nobody changes a row
enum Rule {
  ARROWS_POINT_DOWN(
      classes().should(Arrows.POINT_DOWN), List.of(LooksUp.class), List.of(UsesLedger.class)),

  NO_CIRCLES(
      slices().matching("org.quantonium.(**)").should().beFreeOfCycles(),
      List.of(UsesLedger.class, UsesKeys.class)),

  LIMITS_KNOW_ONLY_THE_PRICE_OF_THE_ENGINE(
      noClasses()
          .that()
          .resideInAPackage("..limits")
          .should()
          .dependOnClassesThat(resideInAPackage("..engine").and(not(simpleName("Cost")))),
      List.of(RunsCircuits.class)),

  ENGINE_AND_MERKLE_ARE_PLAIN_JAVA(
      classes()
          .that()
          .resideInAnyPackage("..engine", "..merkle")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("java..", "..engine", "..merkle", "jdk.incubator.vector")
                  .and(not(resideInAPackage("java.util.logging")))),
      List.of(UsesTheFramework.class),
      List.of(UsesALogger.class)),

  QASM_IS_PLAIN_JAVA_AND_THE_ENGINE(
      classes()
          .that()
          .resideInAPackage("..qasm")
          .should()
          .onlyDependOnClassesThat(resideInAnyPackage("java..", "..qasm", "..engine")),
      List.of(UsesTheServer.class)),

  NO_VENDOR_CLASS(
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.jboss..",
              "org.wildfly..",
              "org.glassfish..",
              "com.sun..",
              "sun..",
              "fish.payara..",
              "org.hibernate..",
              "org.eclipse.persistence..",
              "io.undertow..",
              "org.apache.catalina..",
              "com.hazelcast.."),
      List.of(UsesVendor.class)),

  NO_NAME_OF_JAVA_EE(
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "javax.annotation..",
              "javax.decorator..",
              "javax.ejb..",
              "javax.el..",
              "javax.enterprise..",
              "javax.inject..",
              "javax.interceptor..",
              "javax.json..",
              "javax.persistence..",
              "javax.servlet..",
              "javax.transaction",
              "javax.validation..",
              "javax.websocket..",
              "javax.ws.."),
      List.of(UsesOldNames.class)),

  SECURITY_ANNOTATIONS_STAND_ON_METHODS(
      noClasses().should().beAnnotatedWith(SECURITY_ANNOTATION), List.of(GuardedClass.class)),

  SECURITY_ANNOTATIONS_STAND_IN_RESOURCES(
      methods()
          .that()
          .areAnnotatedWith(SECURITY_ANNOTATION)
          .should()
          .beDeclaredInClassesThat()
          .areAnnotatedWith(Path.class),
      List.of(GuardedBean.class)),

  A_RESOURCE_METHOD_HAS_ONE_POLICY(
      methods().that(RESOURCE_OR_LOCATOR_METHODS).should(have(ONE_POLICY)),
      List.of(UnguardedResource.class),
      List.of(DoublyGuardedResource.class),
      List.of(DeniedResource.class)),

  A_POLICY_NAMES_KNOWN_SCOPES(
      methods().that(RESOURCE_OR_LOCATOR_METHODS).should(have(KNOWN_SCOPES)),
      List.of(InventedScope.class)),

  /** The authorisation filter sees the method that a locator leads to, which nothing checks. */
  NO_LOCATORS(
      methods()
          .that()
          .areAnnotatedWith(Path.class)
          .should()
          .beMetaAnnotatedWith(HttpMethod.class)
          .allowEmptyShould(true),
      List.of(BareLocator.class)),

  A_BODY_IS_A_RECORD_OR_BYTES(
      methods().that(RESOURCE_METHODS).should(have(ENTITIES_OUR_READER_READS)),
      List.of(TextReader.class),
      List.of(ListReader.class)),

  /** Without a scope annotation WildFly and Payara do not agree that it is a bean. */
  A_RESOURCE_IS_A_BEAN(
      classes()
          .that()
          .areAnnotatedWith(Path.class)
          .should()
          .beAnnotatedWith(RequestScoped.class)
          .orShould()
          .beAnnotatedWith(ApplicationScoped.class),
      List.of(NoBean.class)),

  RESOURCES_STAND_IN_FEATURES(
      classes()
          .that()
          .areAnnotatedWith(Path.class)
          .should()
          .resideInAnyPackage("..admin", "..simulation", "..waveform", "..oauth", "..ledger"),
      List.of(MisplacedResource.class)),

  NO_EMPTY_NAMES(
      noClasses().should().haveNameMatching(".*(Impl|Manager|Utils?|Helper|Dto)(\\$.*)?"),
      List.of(DieManager.class)),

  /** What must not be guessed comes from SecureRandom, what must be replayed from the engine. */
  NO_WEAK_CHANCE(
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Random")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(ThreadLocalRandom.class)
          .orShould()
          .callMethod(Math.class, "random"),
      List.of(Dice.class),
      List.of(ThreadDice.class),
      List.of(MathDice.class)),

  /** The verifier is a program: its main method speaks to a terminal. */
  NO_STANDARD_STREAMS(
      noClasses().that().areNotAssignableTo(Verify.class).should(ACCESS_STANDARD_STREAMS),
      List.of(Printer.class));

  final ArchRule holds;

  /** Each list breaks the rule by itself. */
  final List<List<Class<?>>> breakers;

  @SafeVarargs
  @SuppressWarnings("varargs") // List.of copies
  Rule(ArchRule holds, List<Class<?>>... breakers) {
    this.holds = holds;
    this.breakers = List.of(breakers);
  }
}
